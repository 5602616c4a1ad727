"""Answers to the exercises of the chapter on the libraries (see tests/support/answers.py)."""


# %% wrong | Value | asks for the number and not for the value | names: equal_numbers_are_one
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value.data not in [each.data for each in order]:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | values are equal where their numbers are | names: equal_numbers_are_one
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad

    def __eq__(self, other):
        return self.data == other.data


# %% wrong | Value | a set of numbers that have been visited | names: equal_numbers_are_one
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value.data not in seen:
                seen.add(value.data)
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | a numerical derivative in times | names: numerical_differentiation
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        h = 1e-6
        product = self.data * other.data
        along_self = ((self.data + h) * other.data - product) / h
        along_other = (self.data * (other.data + h) - product) / h
        return Value(product, (self, other), (along_self, along_other))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | a numerical derivative in log | names: numerical_differentiation
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        h = 1e-5
        slope = (np.log(self.data + h) - np.log(self.data - h)) / (2 * h)
        return Value(np.log(self.data), (self,), (slope,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | the order belongs to the class | names: values_of_another_result
class Value:
    order = []

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = Value.order

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | all values that were ever made pass on | names: values_of_another_result
class Value:
    made = []

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0
        Value.made.append(self)

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        self.grad = 1.0
        for value in reversed(Value.made):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | marks the values and never takes the marks off | names: second_call_passes_nothing
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0
        self.visited = False

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if not value.visited:
                value.visited = True
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | lets the parents go | names: second_call_passes_nothing
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad
            value.parents = ()


# %% wrong | Value | only the inputs have a grad | names: inputs_alone
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        def follow(value, amount):
            if not value.parents:
                value.grad += amount
            for parent, slope in zip(value.parents, value.slopes):
                follow(parent, amount * slope)

        follow(self, 1.0)
        self.grad = 1.0


# %% wrong | Value | sets all back to 0 | names: grads_set_back
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | 1 is added to the result | names: start_added
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad += 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | a square without its 2 | names: wrong_for_own_other
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        if self is other:
            return Value(self.data**2, (self,), (self.data,))
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | a dict of parents, in which each stands once | names: wrong_for_own_other
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in dict(zip(value.parents, value.slopes)).items():
                parent.grad += slope * value.grad


# %% wrong | Value | ten steps back and no further | names: wrong_for_long_chain
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        self.grad = 1.0
        level = [(self, 1.0)]
        for _step in range(10):
            below = []
            for value, amount in level:
                for parent, slope in zip(value.parents, value.slopes):
                    parent.grad += slope * amount
                    below.append((parent, slope * amount))
            level = below


# %% wrong | Value | waits for what does not belong to the result | names: wrong_for_used_beside
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0
        self.children = 0
        for parent in parents:
            parent.children += 1

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        self.grad = 1.0
        ready, left = [self], {}
        while ready:
            value = ready.pop()
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad
                left[id(parent)] = left.get(id(parent), parent.children) - 1
                if left[id(parent)] == 0:
                    ready.append(parent)


# %% wrong | Value | all parents first, then the backward of each | names: passed_on_too_early
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        if self.grad == 0.0:
            self.grad = 1.0
        for parent, slope in zip(self.parents, self.slopes):
            parent.grad += slope * self.grad
        for parent in self.parents:
            parent.backward()


# %% right | Value | a square has one parent
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        if self is other:
            return Value(self.data**2, (self,), (2 * self.data,))
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% right | Value | a stack, ids, and arrays of no axes
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = np.asarray(data, dtype=float)
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        seen, stack = set(), [(self, False)]
        while stack:
            value, done = stack.pop()
            if done:
                order.append(value)
            elif id(value) not in seen:
                seen.add(id(value))
                stack.append((value, True))
                stack.extend((parent, False) for parent in value.parents)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% right | Value | what lies between is set back, the inputs are not
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        for value in order:
            if value.parents:
                value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | topological_order | preorder, turned round | names: before_its_parents_and_reversed
def topological_order(parents):
    order = []

    def visit(name):
        if name in order:
            return
        order.append(name)
        for parent in parents[name]:
            visit(parent)

    for name in parents:
        visit(name)
    return order[::-1]


# %% wrong | topological_order | a queue that visits twice | names: visited_again
def topological_order(parents):
    order, queue = [], list(parents)[:1]
    while queue:
        name = queue.pop(0)
        order.insert(0, name)
        queue += parents[name]
    return order


# %% wrong | topological_order | asks before the visit, and not at the start | names: visited_again
def topological_order(parents):
    order = []

    def visit(name):
        for parent in parents[name]:
            if parent not in order:
                visit(parent)
        order.append(name)

    for name in parents:
        visit(name)
    return order


# %% wrong | topological_order | a parent named twice is waited for twice | names: parent_twice_counted_wrong
def topological_order(parents):
    left = {name: len(made_of) for name, made_of in parents.items()}
    order, ready = [], [name for name in parents if not parents[name]]
    while ready:
        name = ready.pop()
        order.append(name)
        for child, made_of in parents.items():
            if name in made_of:
                left[child] -= 1
                if left[child] == 0:
                    ready.append(child)
    return order


# %% wrong | topological_order | inputs alone are not seen | names: wrong_for_no_parents
def topological_order(parents):
    order = []

    def visit(name):
        if name not in order:
            for parent in parents[name]:
                visit(parent)
            order.append(name)

    for name in parents:
        if parents[name]:
            visit(name)
    return order


# %% wrong | topological_order | all parents first | names: parents_before_their_parents
def topological_order(parents):
    order = []

    def visit(name):
        for parent in parents[name]:
            if parent not in order:
                order.append(parent)
        for parent in parents[name]:
            visit(parent)
        if name not in order:
            order.append(name)

    for name in parents:
        visit(name)
    return order


# %% wrong | topological_order | four rounds and no more
def topological_order(parents):
    order = []
    for _round in range(4):
        for name in parents:
            if name not in order and all(parent in order for parent in parents[name]):
                order.append(name)
    return order


# %% right | topological_order | a list of all ancestors, from which copies are taken
def topological_order(parents):
    def visit(name):
        return [each for parent in parents[name] for each in visit(parent)] + [name]

    return list(dict.fromkeys(each for name in parents for each in visit(name)))


# %% wrong | largest_difference | as many names are enough | names: number_of_names_compared
def largest_difference(mine, theirs):
    if len(mine) != len(theirs):
        return np.inf
    worst = 0.0
    for name in mine:
        if name in theirs:
            a, b = mine[name], theirs[name]
            if a.shape != b.shape or np.isnan(a - b).any():
                return np.inf
            worst = max(worst, np.abs(a - b).max())
    return worst


# %% wrong | largest_difference | as many axes are enough | names: numbers_of_axes_compared
def largest_difference(mine, theirs):
    if set(mine) != set(theirs):
        return np.inf
    worst = 0.0
    for name in mine:
        a, b = mine[name], theirs[name]
        if a.ndim != b.ndim or np.isnan(a - b).any():
            return np.inf
        worst = max(worst, np.abs(a - b).max())
    return worst


# %% wrong | largest_difference | the sizes in any order | names: wrong_for_turned
def largest_difference(mine, theirs):
    if set(mine) != set(theirs):
        return np.inf
    worst = 0.0
    for name in mine:
        a, b = mine[name], theirs[name]
        if sorted(a.shape) != sorted(b.shape) or np.isnan(a).any() or np.isnan(b).any():
            return np.inf
        worst = max(worst, np.abs(a - b).max())
    return worst


# %% wrong | largest_difference | nan is looked for in mine | names: nan_in_theirs_lost
def largest_difference(mine, theirs):
    if set(mine) != set(theirs):
        return np.inf
    worst = 0.0
    for name in mine:
        a, b = mine[name], theirs[name]
        if a.shape != b.shape or np.isnan(a).any():
            return np.inf
        worst = max(worst, np.abs(a - b).max())
    return worst


# %% wrong | largest_difference | nan equals nan | names: wrong_for_nan_in_both
def largest_difference(mine, theirs):
    if set(mine) != set(theirs):
        return np.inf
    worst = 0.0
    for name in mine:
        a, b = mine[name], theirs[name]
        if np.array_equal(a, b, equal_nan=True):
            continue
        if a.shape != b.shape or np.isnan(a - b).any():
            return np.inf
        worst = max(worst, np.abs(a - b).max())
    return worst


# %% wrong | largest_difference | nan is left to max | names: nan_by_chance
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys() or any(mine[name].shape != theirs[name].shape for name in mine):
        return np.inf
    return max([np.abs(mine[name] - theirs[name]).max() for name in mine])


# %% wrong | largest_difference | equal ones have none | names: wrong_for_equal
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    worst = None
    for name in mine:
        if mine[name].shape != theirs[name].shape or np.isnan(mine[name] - theirs[name]).any():
            return np.inf
        gap = np.abs(mine[name] - theirs[name]).max()
        if gap > 0 and (worst is None or gap > worst):
            worst = gap
    return worst


# %% wrong | largest_difference | nothing differs from nothing of mine | names: wrong_for_nothing_of_mine
def largest_difference(mine, theirs):
    if not mine:
        return 0.0
    if mine.keys() != theirs.keys() or any(mine[name].shape != theirs[name].shape for name in mine):
        return np.inf
    worst = np.max([np.abs(mine[name] - theirs[name]).max() for name in mine])
    return np.inf if np.isnan(worst) else worst


# %% right | largest_difference | floats in a list
def largest_difference(mine, theirs):
    if sorted(mine) != sorted(theirs):
        return float("inf")
    gaps = [0.0]
    for name in mine:
        if np.shape(mine[name]) != np.shape(theirs[name]):
            return float("inf")
        gaps += np.abs(np.subtract(mine[name], theirs[name])).ravel().tolist()
    return float("inf") if any(gap != gap for gap in gaps) else max(gaps)


# %% wrong | to_torch_layout | what is square is left as it is | names: wrong_for_square
def to_torch_layout(params):
    state = {}
    for layer, number in (("hidden", "1"), ("output", "2")):
        W = params["W" + number]
        state[layer + ".weight"] = W.T if W.shape[0] != W.shape[1] else W
        state[layer + ".bias"] = params["b" + number]
    return state


# %% wrong | to_torch_layout | what is higher than wide is turned
def to_torch_layout(params):
    state = {}
    for layer, number in (("hidden", "1"), ("output", "2")):
        W = params["W" + number]
        state[layer + ".weight"] = W.T if W.shape[0] > W.shape[1] else W
        state[layer + ".bias"] = params["b" + number]
    return state


# %% wrong | to_torch_layout | in the order in which they come | names: by_position
def to_torch_layout(params):
    W1, b1, W2, b2 = params.values()
    return {"hidden.weight": W1.T, "hidden.bias": b1, "output.weight": W2.T, "output.bias": b2}


# %% wrong | to_torch_layout | a matrix of one row is made a vector
def to_torch_layout(params):
    return {
        "hidden.weight": params["W1"].T.squeeze(),
        "hidden.bias": params["b1"],
        "output.weight": params["W2"].T,
        "output.bias": params["b2"],
    }


# %% wrong | from_torch_layout | what is square is left as it is | names: wrong_for_square
def from_torch_layout(state):
    W1 = state["hidden.weight"]
    if W1.shape[0] != W1.shape[1]:
        W1 = W1.T
    return {"W1": W1, "b1": state["hidden.bias"], "W2": state["output.weight"].T, "b2": state["output.bias"]}


# %% wrong | from_torch_layout | laid out anew | names: reshaped
def from_torch_layout(state):
    H, D = state["hidden.weight"].shape
    W1, W2 = state["hidden.weight"].reshape(D, H), state["output.weight"].reshape(H, 1)
    return {"W1": W1, "b1": state["hidden.bias"], "W2": W2, "b2": state["output.bias"]}


# %% right | from_torch_layout | lists
def from_torch_layout(state):
    columns = zip(*state["hidden.weight"].tolist())
    return {
        "W1": [list(column) for column in columns],
        "b1": state["hidden.bias"].tolist(),
        "W2": [[w] for w in state["output.weight"][0]],
        "b2": state["output.bias"].tolist(),
    }


# %% wrong | Value | parents are no tuple: the comma is missing | names: not_a_tuple | says: parents
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self), (1 - t**2))

    def log(self):
        return Value(np.log(self.data), (self), (1 / self.data))

    def backward(self):
        order = []

        def visit(value):
            if value in order:
                return
            for parent in value.parents:
                visit(parent)
            order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | times changes its own number | names: times_changes_itself
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        old = self.data
        self.data = old * other.data
        self.parents = (Value(old), other)
        self.slopes = (other.data, old)
        return self

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value in order:
                return
            for parent in value.parents:
                visit(parent)
            order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | log is cut off at a thousandth | names: wrong_for_log_of_a_tiny_number
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        a = max(self.data, 1e-3)
        return Value(np.log(a), (self,), (1 / a,))

    def backward(self):
        order = []

        def visit(value):
            if value in order:
                return
            for parent in value.parents:
                visit(parent)
            order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | ends at the first value with the gradient 0 | names: wrong_for_factor_0
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value in order:
                return
            for parent in value.parents:
                visit(parent)
            order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            if value.grad == 0:
                break
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | does nothing for a value without parents | names: wrong_for_no_parents
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        if not self.parents:
            return
        order = []

        def visit(value):
            if value in order:
                return
            for parent in value.parents:
                visit(parent)
            order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | topological_order | ends a visit at the first parent that is there | names: stops_at_a_parent_that_is_there
def topological_order(parents):
    order = []

    def visit(name):
        for parent in parents[name]:
            if parent in order:
                return
            visit(parent)
        order.append(name)

    for name in parents:
        if name not in order:
            visit(name)
    return order


# %% wrong | topological_order | a parent named twice counts once, and is taken off twice
def topological_order(parents):
    children, left = {name: [] for name in parents}, {}
    for name, made_of in parents.items():
        left[name] = len(set(made_of))
        for parent in made_of:
            children[parent].append(name)
    queue = [name for name in parents if left[name] == 0]
    order = []
    while queue:
        name = queue.pop(0)
        order.append(name)
        for child in children[name]:
            left[child] -= 1
            if left[child] == 0:
                queue.append(child)
    return order


# %% wrong | topological_order | the first two parents alone | names: two_parents_only
def topological_order(parents):
    order = []

    def visit(name):
        if name in order:
            return
        for parent in parents[name][:2]:
            visit(parent)
        order.append(name)

    for name in parents:
        visit(name)
    return order


# %% wrong | topological_order | names in one text, where a name is found within a longer one | names: wrong_for_name_in_a_name
def topological_order(parents):
    done = ""

    def visit(name):
        nonlocal done
        if name in done:
            return
        for parent in parents[name]:
            visit(parent)
        done += name + " "

    for name in parents:
        visit(name)
    return done.split()


# %% wrong | largest_difference | what np.allclose takes for equal | names: zero_where_wrong
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    largest = 0.0
    for name in mine:
        a, b = mine[name], theirs[name]
        if a.shape != b.shape or np.isnan(a).any() or np.isnan(b).any():
            return np.inf
        if not np.allclose(a, b):
            largest = max(largest, np.abs(a - b).max())
    return largest


# %% wrong | Value | times: a product with 0 is returned without parents and slopes, so the gradient along the factor 0 is lost | says: a factor is 0
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        if self.data == 0 or other.data == 0:
            return Value(0.0)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        out = np.tanh(self.data)
        slope = 1.0 - out * out
        return Value(out, (self,), (slope,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value in order:
                return
            for parent in value.parents:
                visit(parent)
            order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | tanh: fast path for abs(a) > 3 returns exactly -1 or 1 with the slope 0
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        product = self.data * other.data
        slopes = (other.data, self.data)
        return Value(product, (self, other), slopes)

    def tanh(self):
        if abs(self.data) > 3:
            return Value(np.sign(self.data), (self,), (0.0,))
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value in order:
                return
            for parent in value.parents:
                visit(parent)
            order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | log: for a = 1 the result is 0, the truth test takes that for nothing and the slope becomes 0 instead of 1 | says: log is taken of 1
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        out = np.tanh(self.data)
        slope = 1.0 - out * out
        return Value(out, (self,), (slope,))

    def log(self):
        out = np.log(self.data)
        slope = 1 / self.data if out else 0.0
        return Value(out, (self,), (slope,))

    def backward(self):
        order = []

        def visit(value):
            if value in order:
                return
            for parent in value.parents:
                visit(parent)
            order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% right | Value | the slopes of times are the Values, of which backward takes the numbers
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other, self))

    def tanh(self):
        out = np.tanh(self.data)
        slope = 1.0 - out * out
        return Value(out, (self,), (slope,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []
        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)
        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                s = slope.data if isinstance(slope, Value) else slope
                parent.grad += s * value.grad


# %% wrong | Value | a product with 1 is the other factor itself, and the 1 gets no gradient | says: a factor is 1
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        if other.data == 1:
            return self
        if self.data == 1:
            return other
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | where tanh is 0 the truth test takes its slope for 0 | says: tanh is taken of 0
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2 if t else 0.0,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | from 5 on tanh is taken for 1, and its slope for 0
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        if abs(self.data) > 5:
            return Value(float(np.sign(self.data)), (self,), (0.0,))
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []

        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | largest_difference | np.allclose takes arrays for equal that are not
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    gaps = [0.0]
    for name, a in mine.items():
        b = theirs[name]
        if a.shape != b.shape or np.isnan(a).any() or np.isnan(b).any():
            return np.inf
        if not np.allclose(a, b):
            gaps.append(np.abs(a - b).max())
    return max(gaps)


# %% wrong | conv_to_torch | a list by channels: the filters are still last | names: filters_still_last | never: channels still last
def conv_to_torch(W):
    return np.array([W[:, :, c, :] for c in range(W.shape[2])])


# %% wrong | conv_to_torch | lists the wrong way round | names: channels_in_front
def conv_to_torch(W):
    return np.array([[W[:, :, c, k] for k in range(W.shape[3])] for c in range(W.shape[2])])


# %% wrong | conv_to_torch | .T, of each filter | names: filters_transposed
def conv_to_torch(W):
    return np.array([W[..., k].T for k in range(W.shape[3])])


# %% wrong | conv_to_torch | an axis of length 1 is lost | never: transposed
def conv_to_torch(W):
    return W.transpose(3, 2, 0, 1).squeeze()


# %% right | conv_to_torch | rolled, twice
def conv_to_torch(W):
    return np.rollaxis(np.rollaxis(W, 2), 3)


# %% wrong | to_channels_first | the other way of np.moveaxis | names: the_other_way
def to_channels_first(X):
    return np.moveaxis(X, 1, -1)


# %% wrong | to_channels_first | the axes in the order in which they go, not come | names: another_order
def to_channels_first(X):
    return X.transpose(1, 2, 3, 0)


# %% wrong | to_channels_first | a grey picture is reshaped, with height and width exchanged | says: there is one channel
def to_channels_first(X):
    if X.shape[3] == 1:
        return X.reshape(X.shape[0], 1, X.shape[2], X.shape[1])
    return X.transpose(0, 3, 1, 2)


# %% right | to_channels_first | picture by picture, .T and back
def to_channels_first(X):
    return np.array([x.T.swapaxes(1, 2) for x in X])


# %% wrong | rnn_to_torch | the second bias is the number 0, and the weights are right all the same | says: 1.5 of 2 points
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": 0}


# %% wrong | rnn_to_torch | the second bias has as many numbers as there are inputs | says: 1.5 of 2 points
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": np.zeros(len(Wx))}


# %% wrong | rnn_to_torch | the names of the other network | names: other_names
def rnn_to_torch(Wx, Wh, b):
    return {"hidden.weight": Wx.T, "hidden.bias": b, "output.weight": Wh.T, "output.bias": b}


# %% right | rnn_to_torch | b shared out in an odd way
def rnn_to_torch(Wx, Wh, b):
    some = np.arange(len(b))
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b - some, "bias_hh_l0": some}


# %% wrong | from_torch_layout | two mistakes at once, the first of them in two results | names: not_turned, biases_exchanged | never: one of these
def from_torch_layout(state):
    return {
        "W1": state["hidden.weight"],
        "b1": state["output.bias"],
        "W2": state["output.weight"],
        "b2": state["hidden.bias"],
    }


# %% wrong | rnn_to_torch | b is cut in two instead of shared out | names: bias_of_another_shape | never: is an array of shape
def rnn_to_torch(Wx, Wh, b):
    k = len(b) // 2
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b[:k], "bias_hh_l0": b[k:]}


# %% wrong | rnn_to_torch | the second bias is a number: the sum is right | names: bias_of_another_shape | never: is a single number
def rnn_to_torch(Wx, Wh, b):
    return {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": 0}


# %% wrong | conv_to_torch | filters and channels are exchanged where there are as many | names: wrong_for_as_many_filters_as_channels
def conv_to_torch(W):
    f, _, C, K = W.shape
    out = np.zeros((K, C, f, f))
    for c in range(C):
        for k in range(K):
            if K == C:
                out[c, k] = W[:, :, c, k]
            else:
                out[k, c] = W[:, :, c, k]
    return out


# %% wrong | to_channels_first | transpose is given the lengths of the axes | names: no_such_axis
def to_channels_first(X):
    N, H, W, C = X.shape
    return X.transpose(N, C, H, W)
