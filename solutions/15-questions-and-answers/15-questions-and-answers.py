# %% [markdown]
# # Questions and answers
#
# You have built networks from a single weighted sum to a small GPT. This chapter is for looking back and looking things up: the
# questions that people ask first, answered with what you have written yourself; sentences that you will read elsewhere and that are not
# so; a map from tasks to chapters; and a glossary.
#
# - **What you need:** nothing. Each answer says which chapter it comes from.
# - **What you can do afterwards:** answer these questions for somebody else, in your own words, with numbers.
# - **How long it takes:** about one hour to read, and a minute whenever you look something up.

# %% [markdown]
# ## What is a neural network?
#
# A function with many adjustable numbers. It takes a row of numbers $x$, say the 64 pixels of a small picture, and returns another row of
# numbers, say ten probabilities. In between there is little more than weighted sums and activations: multiply by a matrix, add a bias,
# apply a function that is not a straight line, and again.
#
# By hand, the smallest case ([[neuron]]): $x = (1, 2)$, $w = (3, -1)$, $b = 0.5$ gives $1 \cdot 3 + 2 \cdot (-1) + 0.5 = 1.5$. A layer is
# many of these side by side ([[layers]]), a network many layers one after the other. Without the activations all layers together would be
# no more than one.
#
# The adjustable numbers are the weights and biases. A network for digits of 8 times 8 pixels has 2410 of them ([[weights_and_biases]]). A
# large language model has from one billion to more than a thousand billion. The arithmetic is the same.
#
# How does it relate to the other words that one reads? *Artificial intelligence* is the wide field: programs that do what seems to need
# thought. *Machine learning* is the part of it in which a program is fitted to examples instead of being written. Neural networks are one family of
# such methods, and *deep learning* means networks with many layers.

# %% [markdown]
# ## How does it learn?
#
# By many small corrections. A *loss* says as one number how wrong the answers are. For every weight there is a slope that says how fast
# the loss changes when this weight changes. Each weight takes a small step against its slope, and it starts again with the next
# samples. Eight steps make a training ([[training]]):
#
# 1. prepare the data · 2. choose the architecture · 3. draw the first weights at random · 4. forward pass · 5. loss · 6. backward pass ·
#    7. update · 8. evaluate on data that the network has never seen
#
# Steps 4 to 7 are repeated, thousands of times. "Learning" means nothing more than this. It also means nothing less: the rules that come out
# were written by nobody.

# %% [markdown]
# ## What does backpropagation do, and is it how the brain learns?
#
# It computes all slopes in one go. A network with a million weights has a million slopes. Measuring each with a small step would take
# a million forward passes and more. Backpropagation goes once through the network from the loss to the input, multiplies the slopes on the way
# (the chain rule) and adds where paths meet. It costs about as much as two forward passes ([[backpropagation]]). You wrote it for
# dense layers, convolutions, recurrent networks and attention; and in [[libraries]] you wrote the program that finds it by itself.
#
# It is exact mathematics, and no approximation. Whether brains do anything like it is an open question. A message that runs back
# through the same connections with the same weights has not been found there.

# %% [markdown]
# ## How do I choose the learning rate?
#
# Try rates that differ by factors, not by sums: 0.001, 0.01, 0.1, 1. Train briefly with each, always from the same start weights, and
# look at the loss on the *validation* part. Well below the best rate the training is merely slow; well above it the loss jumps or explodes. If the
# best is the first or the last that you tried, go on in that direction. Then look more closely around the best ([[gradient_descent]]: grid search and
# range test, with widgets).
#
# Reasons: for a loss with the curvature $a$ along some direction, plain gradient descent is stable only for rates below $2 / a$. Nobody knows
# $a$ beforehand, so one tries. Adam and RMSprop divide each step by the usual size of the gradient and are less sensitive; 0.001 is a
# usual first try for Adam. A rate that falls during the training gives the best of both: large steps first, small ones at the end.

# %% [markdown]
# ## What are neural networks used for, and when are they the wrong tool?
#
# Where the inputs are many, raw and of the same kind, and examples are plenty: pixels, sounds, letters, words. There they find by
# themselves what would be hard to describe by rules ([[images]], [[text]], [[attention]]).
#
# In a table with ten columns and some hundred rows, a weighted sum is often as good, faster, and easier to explain. You saw it: on 442 patients a least squares fit was not beaten ([[training]]); on short reviews, counting words was hard to
# beat ([[text]]); for a market index, no method of this course reliably earned more than buying once and holding ([[time_series]]). So **always try the
# simple rival first, and report it.** And where a wrong answer harms somebody, ask who will notice it, who can appeal, and what the data
# leave out, before you ask for accuracy. Where data are about people, ask too whether you may use them.

# %% [markdown]
# ## Which library should I use: TensorFlow, Keras, PyTorch, Theano?
#
# Those that you tried compute your gradients, up to rounding ([[libraries]]). Choose by what surrounds you: what the people
# around you use, and what the model is published in that you want to build on.
#
# | library | in a sentence |
# |---|---|
# | PyTorch | what most research is published in; Python code runs line by line, so it is easy to look inside |
# | TensorFlow | large, with much for running models on servers and phones |
# | Keras | the short way to write a model; runs on TensorFlow, PyTorch or JAX |
# | JAX | NumPy with gradients and compilation; functions in place of objects |
# | Theano | one of the first, and a model for several of the others; not developed since 2017; PyTensor carries its idea on |
# | NumPy | to understand, as you did |
#
# Whichever you take, check its conventions before you compare: whether $W$ is transposed, whether a loss is a mean or a sum, what *momentum*
# multiplies, and in which order the axes of an image stand.

# %% [markdown]
# ## How many layers, and how many neurons?
#
# Begin small: one hidden layer, as many neurons as you would like to have features, say 16 to 64. If even the training loss stays high, look
# for a mistake and for a better rate; then train longer, or take a larger network. If the training loss falls and the validation loss rises, it learns by heart: more data,
# earlier stopping, a penalty on the weights, dropout, or a smaller network ([[training]], [[deep_networks]]). More layers need care with
# the start weights, and normalisation. No formula gives the right size, and the validation part decides.

# %% [markdown]
# ## How much data do I need?
#
# Draw the curve: train with a quarter of your data, with half, with all, and plot the validation loss against the number of samples
# ([[training]]). If it still falls steeply at the end, more data are the best investment. If it is flat, they are not. With little data, use
# a simple method, features of a network that was trained on something similar ([[images]]), or samples that are changed
# without changing their label, such as shifted digits.

# %% [markdown]
# ## The loss is nan, or does not fall. What now?
#
# In this order:
#
# 1. Print the loss before the first update. For $C$ classes it should be near $\ln C$; for ten, 2.30. If it is much larger, look at the
#    start weights of the last layer, then at the loss itself.
# 2. Train on ten samples, without dropout and penalties. The loss should go nearly to 0. If it does not, try another rate. Then suspect the
#    backward pass: compare it with a finite difference ([[backpropagation]], `numerical_gradient`).
# 3. `nan`: an overflow in `exp`, a logarithm of 0, or a rate that is too large. Compute losses from scores, and divide the rate by ten.
# 4. It falls, but slowly: the inputs are not standardised, or the rate is too small ([[training]]).
# 5. It jumps: the rate is too large, or a few gradients are very long. Clip them ([[text]]).
# 6. It stays at one number, such as $\ln C$: dead ReLUs, saturated neurons, or the same answer for every sample ([[deep_networks]]).

# %% [markdown]
# ## Why does a language model say things that are not true, and sound so sure?
#
# Most of its training was to continue texts, one token after the other ([[attention]]); later it is also trained to give answers that people prefer. A
# continuation that *sounds* right makes the loss small, whether it is true or not. And a probability of 0.98 for a token is no promise of truth. Whether
# such probabilities can be trusted has to be measured, on new samples: of all answers given with 0.9, are nine in ten right? If so, they are called
# *calibrated*. In chapter {{training}} you saw a network become surer and surer of its mistakes. That network was not calibrated.

# %% [markdown]
# ## What does all this cost?
#
# Every network of this course trains on one processor core within a minute or two. The cost of a training is about three times that of its
# forward passes: one forward, and about two for the way back. Large language models need thousands of graphics processors for weeks or
# months, and using them by millions of people takes much energy too. Most tasks do not need one: try the small method first.

# %% [markdown]
# ## What you will read, and what is true
#
# Popular texts on neural networks repeat sentences that sound right. Hold them against what you have seen.
#
# | what is said | what is true |
# |---|---|
# | "A neural network imitates the brain." | Ideas were taken from nerve cells (weigh, add up, compare) and from the visual cortex (small filters, the same everywhere). Losses, gradients and backpropagation come from mathematics. |
# | "The network chooses its own activation functions." | You choose them, as you choose the number of layers, before the training. What it learns are its parameters: weights, biases, and such numbers as the vectors of words. |
# | "It programs itself." | A fixed program, which you have written, changes numbers in arrays. The program stays as it is. |
# | "Nobody can know what happens inside." | Every number can be read, and every slope computed. To say briefly what a million numbers mean together is what is hard. |
# | "More layers are better." | Only with fitting start weights, normalisation and data. On 178 wines a network without any hidden layer is as good ([[training]]). |
# | "Gradient descent finds the minimum." | It goes downhill from where it starts, to a place where the slope is nearly 0. For a network nobody knows whether this is the lowest point, and it need not be. |
# | "97 per cent accuracy is good." | Compared with what? Where 96 of 100 are healthy, saying "healthy" every time has 96 per cent. |
# | "The model was tested on unseen data." | Only if nothing was chosen using them: no column, no epoch, no learning rate, no best of 50 networks. |
# | "The network knows that …" | It gives numbers that were right often enough in training. What it gives for other inputs has to be tried. |
# | "Attention shows what the model is thinking." | It shows which values were averaged with which weights. What the values already held, it does not show. |
# | "Deep learning needs huge computers." | Those of this course train on a laptop in a minute or two. The ones in the news do need huge computers. |
# | "A neural network predicts the stock market." | In [[time_series]] you tested it, with costs, against "it stays as it is". |

# %% [markdown]
# ## A map: from a task to a chapter
#
# | you want to | chapter |
# |---|---|
# | decide between two classes with a straight line | [[neuron]] |
# | turn several numbers into several numbers | [[layers]] |
# | turn scores into probabilities | [[activations]], softmax |
# | find a gradient, and check it | [[backpropagation]] |
# | choose a learning rate or an optimiser | [[gradient_descent]] |
# | classify the rows of a table, predict a number | [[training]] |
# | split data, compare methods honestly | [[training]] |
# | train a network with many layers | [[deep_networks]] |
# | keep a network from learning by heart | [[training]], [[deep_networks]] |
# | recognise pictures, find edges, blur and sharpen | [[images]] |
# | judge a text, write text letter by letter | [[text]] |
# | translate, understand a transformer | [[attention]] |
# | forecast a series, with an interval | [[time_series]] |
# | recommend films | [[time_series]] |
# | read PyTorch, Keras, TensorFlow, JAX | [[libraries]] |
# | write a report that stands up to questions | [[capstone]] |

# %% [markdown]
# ## Glossary
#
# The number is that of the chapter in which the word is explained.
#
# | word | meaning | chapter |
# |---|---|---|
# | accuracy | share of samples whose predicted class is right | {{training}} |
# | activation | function applied to each weighted sum; also its result | {{layers}} |
# | Adagrad | divides each step by the root of the sum of all squared gradients so far | {{gradient_descent}} |
# | Adam | momentum and RMSprop together, with bias correction | {{gradient_descent}} |
# | AdamW | Adam whose weight decay does not go through its averages | {{deep_networks}} |
# | adversarial example | an input changed a little, on purpose, so that the answer is wrong | {{images}} |
# | architecture | number, kind and size of the layers | {{training}} |
# | attention | weighted mean of values, with weights from how well keys fit a query | {{attention}} |
# | augmentation | more samples, made by changes that keep the label | {{images}} |
# | autograd | a program that records a computation and finds its gradients | {{libraries}} |
# | backpropagation | all slopes of the loss in one pass backwards, by the chain rule | {{backpropagation}} |
# | backward pass | the way from the loss back to the inputs, for the gradients | {{neuron}} |
# | bag of words | a text as a count or mean of its words, without their order | {{text}} |
# | baseline | a simple rival that a method has to beat | {{training}} |
# | batch | the samples of one step | {{gradient_descent}} |
# | batch normalisation | in training, each column of a layer is standardised by the batch at hand; later by running averages | {{deep_networks}} |
# | beam search | keeps the few best beginnings of a text at each step | {{text}} |
# | bias | number added to a weighted sum; shifts the threshold | {{neuron}} |
# | broadcasting | how NumPy repeats a smaller array to fit a larger one | {{start_here}} |
# | calibrated | of all answers given with the probability 0.9, nine in ten are right | {{questions_and_answers}} |
# | chain rule | slopes along a path are multiplied | {{neuron}} |
# | channel | one of several numbers at each pixel, such as red | {{images}} |
# | class | one of several possible answers, such as a digit | {{layers}} |
# | clipping | shortening a gradient that is too long | {{text}} |
# | confusion matrix | counts of true class (row) against predicted class (column) | {{training}} |
# | convolution | the same small filter at every place of an image | {{images}} |
# | cross-entropy | minus the logarithm of the probability given to the right class | {{backpropagation}} |
# | cross-validation, k-fold | every part is the validation part once | {{training}} |
# | dead neuron | ReLU whose sum is negative for every sample: no gradient reaches its weights | {{activations}} |
# | decoder, encoder | the network that writes, the network that reads | {{attention}} |
# | dense layer | every input is connected with every neuron | {{layers}} |
# | derivative | another word for slope | {{neuron}} |
# | dout | slope of the loss along an output, handed to a backward pass | {{neuron}} |
# | dropout | hidden numbers set to 0 by chance in training | {{deep_networks}} |
# | early stopping | stopping when the validation loss has not improved for a while, and going back to the best epoch | {{training}} |
# | embedding | a learnt vector for each word | {{text}} |
# | epoch | one pass through all training samples | {{neuron}} |
# | exploding gradient | gradient that grows from layer to layer or step to step | {{deep_networks}} |
# | feature | a number that describes something useful about an input | {{images}} |
# | filter, kernel | the small grid of weights of a convolution | {{images}} |
# | forward pass | the way from the input to the output | {{neuron}} |
# | gate | a number from 0 to 1 that lets a part through | {{text}} |
# | GPT | transformer that predicts the next token | {{attention}} |
# | gradient | all slopes of the loss together | {{neuron}} |
# | gradient check | comparing a gradient with a finite difference | {{backpropagation}} |
# | gradient descent | steps against the gradient | {{gradient_descent}} |
# | graph | single operations as circles, numbers as arrows | {{backpropagation}} |
# | grid search | trying values from a list, all of them | {{gradient_descent}} |
# | GRU, LSTM | recurrent networks with gates | {{text}} |
# | He initialisation | normal weights with the standard deviation √(2 / inputs), for ReLU | {{deep_networks}} |
# | hidden layer | layer between input and output | {{layers}} |
# | hyperparameter | what you choose before a training, such as the learning rate or the number of layers | {{training}} |
# | inverted dropout | what is kept is divided by its probability, in training | {{deep_networks}} |
# | Jacobian | table of slopes of all outputs along all inputs | {{activations}} |
# | key, query, value | what attention compares, with what, and what it averages | {{attention}} |
# | L2 | penalty on the squares of the weights | {{deep_networks}} |
# | label | the right class of a sample | {{layers}} |
# | layer | neurons with the same inputs | {{layers}} |
# | layer normalisation | each sample is standardised by its own numbers | {{deep_networks}} |
# | leak | something of the test part gets into the training | {{training}} |
# | learning curve | loss against epochs, or against the number of samples | {{training}} |
# | learning rate | how large a step is, compared with the gradient | {{neuron}} |
# | log-sum-exp | logarithm of a sum of exponentials, computed safely | {{backpropagation}} |
# | logit | another word for score | {{backpropagation}} |
# | loss | how wrong the answers are, as one number | {{neuron}} |
# | mask | True and False for each entry: what counts, what may be looked at | {{start_here}} |
# | mini-batch | a few samples for each step | {{gradient_descent}} |
# | momentum | steps along a decaying average of past gradients | {{gradient_descent}} |
# | MSE | mean squared error | {{backpropagation}} |
# | naive forecast | it stays as it is | {{time_series}} |
# | neuron | a weighted sum, a bias, an activation | {{neuron}} |
# | one-hot | a 1 in the place of the class, else 0 | {{layers}} |
# | overfitting | learning the training samples by heart | {{training}} |
# | padding | zeros around an image or after a text | {{images}} |
# | parameter | a number that is learnt, such as a weight or a bias | {{weights_and_biases}} |
# | perceptron | a neuron with a threshold, and the rule by which it learns | {{neuron}} |
# | perplexity | e to the power of the mean loss: among how many it is like choosing | {{text}} |
# | pooling | the largest, or the mean, of each small window | {{images}} |
# | positional encoding | numbers that say where a token stands, added to its vector | {{attention}} |
# | precision, recall | share of the alarms that are right; share of the cases that are found | {{training}} |
# | receptive field | the part of the input that an output can see | {{images}} |
# | recurrent network | the same layer at every step, with a state that is passed on | {{text}} |
# | regression | the answer is a number | {{training}} |
# | regularisation | whatever keeps a network from learning by heart | {{deep_networks}} |
# | ReLU | the sum where it is positive, else 0 | {{activations}} |
# | residual connection | the input is added to what the layer makes of it | {{deep_networks}} |
# | RMSprop | divides each step by the root of a running mean of squared gradients | {{gradient_descent}} |
# | saddle | flat, lower in one direction and higher in another | {{gradient_descent}} |
# | sample | one thing that is known by its numbers: a row | {{start_here}} |
# | saturated | so far out that the slope is nearly 0 | {{activations}} |
# | schedule | how the learning rate changes during a training | {{gradient_descent}} |
# | score | number before sigmoid or softmax | {{activations}} |
# | self-attention | queries, keys and values come from the same sequence | {{attention}} |
# | SGD | gradient descent on a few samples at a time, drawn by chance | {{gradient_descent}} |
# | shape | the lengths of an array's axes | {{start_here}} |
# | sigmoid | smooth threshold from 0 to 1 | {{activations}} |
# | slope | how fast one number changes when another does | {{neuron}} |
# | softmax | scores into probabilities that add up to 1 | {{activations}} |
# | standardise | subtract the mean and divide by the spread, of the training part | {{training}} |
# | step function | 1 above 0, else 0 | {{neuron}} |
# | stride | how far a window moves | {{images}} |
# | target | the right answer for a sample | {{neuron}} |
# | temperature | divides the scores before a draw: bold or careful | {{text}} |
# | tensor | an array with any number of axes | {{libraries}} |
# | test part | samples that are used once, at the end | {{training}} |
# | threshold | where a neuron changes sides | {{neuron}} |
# | token | a piece of text with a number | {{text}} |
# | training part | samples that the network learns from | {{training}} |
# | transfer | features of one task used for another | {{images}} |
# | transformer | blocks of attention and small networks, with residual connections | {{attention}} |
# | underfitting | too simple even for the training samples | {{training}} |
# | validation part | samples by which something is chosen | {{training}} |
# | vanishing gradient | gradient that shrinks from layer to layer or step to step | {{activations}} |
# | vector-Jacobian product | gradient times Jacobian: what a backward pass computes, without building the Jacobian | {{backpropagation}} |
# | warm-up | a rate that rises at the beginning | {{gradient_descent}} |
# | weight | what an input is multiplied by | {{neuron}} |
# | weight decay | weights shrink a little in every step | {{deep_networks}} |
# | weighted sum | multiply pair by pair, add up | {{start_here}} |
# | Xavier initialisation | weights with the standard deviation √(2 / (inputs + neurons)), for tanh | {{deep_networks}} |

# %% [markdown]
# ## Summary
#
# - A network is a function with adjustable numbers; learning is many small steps against slopes.
# - The slopes come from one pass backwards.
# - What a network is worth is shown by data that had no part in any choice, and by a simple rival.
#
# ### Test yourself
#
# <details><summary>A friend asks: "Does the network choose its activation functions?" What do you answer?</summary>
#
# No. They are chosen before the training, like the number of layers. What is learnt are numbers: weights, biases and the like.
# </details>
#
# <details><summary>Why is backpropagation so much cheaper than measuring each slope?</summary>
#
# One pass backwards gives all slopes, because the slopes behind a layer are shared by everything before it. Measuring needs a forward pass
# for each weight.
# </details>
#
# <details><summary>The loss of a network with 5 classes is 1.61 before training and after training. What does that tell you?</summary>
#
# 1.61 is ln 5, so it probably still gives every class one fifth: print the probabilities. If so, look for dead or saturated neurons, inputs that
# are not standardised, an update that is forgotten.
# </details>
#
# That is the end of the course. What remains is to do it again with a question of your own: [[capstone]].
