"""A number that remembers what it was made of: automatic differentiation in one class."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import declare, numbers
from gradatim_autograder.exercise.argument_class import where

SHARED = "values used twice"
STEPS = "grad of each step"

exercise = declare(
    "Value",
    returns=("data",),
    points={"data": 1, "grad": 2, SHARED: 2},
    section=N_("Your own autograd"),
)


# type(self) is Value. A changed copy of the class, which has another name, makes copies of itself by it.
@exercise.reference
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return type(self)(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return type(self)(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return type(self)(t, (self,), (1 - t**2,))

    def log(self):
        return type(self)(np.log(self.data), (self,), (1 / self.data,))

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


@exercise.drive
def use(Value, inputs, steps, back):
    """Values of the inputs, and of each step (its name, the numbers of what it takes); then the way back from those
    whose numbers are in `back`, one after the other.
    """
    values = [Value(number) for number in inputs]
    for name, *taken in steps:
        first, *others = [values[i] for i in taken]
        values.append(getattr(first, name)(*others))
    for i in back:
        values[i].backward()
    grads = [value.grad for value in values]
    if not back:
        return {"data": [value.data for value in values], "grad": grads[: len(inputs)]}
    return {"grad": grads[: len(inputs)], STEPS: grads[len(inputs) :]}


WAYS = {"plus": sum, "times": np.prod, "tanh": lambda x: np.tanh(x[0]), "log": lambda x: np.log(x[0])}


def _values(inputs, steps):
    """The numbers of the inputs and of each step."""
    values = list(inputs)
    for name, *taken in steps:
        values.append(float(WAYS[name]([values[i] for i in taken])))
    return values


@exercise.forward(grad="inputs")
def loss(inputs, steps, back):
    values = _values(inputs, steps)
    return sum(values[i] for i in back)


def small(rng):
    """So small that tanh is not flat."""
    return float(numbers(rng) / 2)


def positive(rng):
    """A number with a logarithm, away from 1."""
    return float(rng.uniform(0.2, 0.6) if rng.random() < 0.5 else rng.uniform(1.5, 2.5))


def every_step(rng):
    """log(d) * tanh(a * b + c): each value is used once."""
    inputs = [small(rng), small(rng), small(rng), positive(rng)]
    return inputs, [("times", 0, 1), ("plus", 4, 2), ("tanh", 5), ("log", 3), ("times", 7, 6)]


exercise.probes(times=2, forward=lambda rng: (*every_step(rng), []))

exercise.probes("grad", times=2, back_through_every_step=lambda rng: (*every_step(rng), [8]))


@exercise.probe(part="grad")
def back_through_a_chain(rng):
    return [float(rng.uniform(1.5, 2.5))], [("log", 0), *(("tanh", i) for i in range(1, 25))], [25]


def log_of_a_tiny_number(rng):
    """log(a * b * c * d), less than a millionth."""
    inputs = [float(x) for x in rng.uniform(0.01, 0.03, size=4)]
    return inputs, [("times", 0, 1), ("times", 2, 3), ("times", 4, 5), ("log", 6)]


exercise.probes(tiny_forward=lambda rng: (*log_of_a_tiny_number(rng), []))

exercise.probes("grad", tiny_back=lambda rng: (*log_of_a_tiny_number(rng), [7]))


@exercise.probe(part="grad")
def gradient_of_0(rng):
    """(log(c) + tanh(a) * 0) + log(d): tanh(a) gets 0, and in each order others come behind it that get more."""
    inputs = [small(rng), 0.0, positive(rng), positive(rng)]
    return inputs, [("tanh", 0), ("times", 4, 1), ("log", 2), ("plus", 6, 5), ("log", 3), ("plus", 7, 8)], [9]


@exercise.probe(part="grad")
def back_from_an_input(rng):
    """Made of nothing: there is no one to pass on to, and its own grad is 1."""
    return [small(rng)], [], [0]


@exercise.probe()
def forward_through_special_numbers(rng):
    """Factors of 0 and 1, the logarithm of 1, tanh of 0 and of numbers far from 0, whose tanh is nearly 1."""
    steps = [("times", 0, 2), ("times", 2, 1), ("tanh", 0), ("log", 1), ("tanh", 2), ("plus", 4, 7)]
    return [0.0, 1.0, _far(rng)], steps, []


@exercise.probe(part="grad")
def a_factor_of_zero(rng):
    """log(d) + (a * 0 + 0 * b): what is multiplied by 0 gets nothing, but the 0 gets its part."""
    steps = [("times", 0, 2), ("times", 3, 1), ("plus", 5, 6), ("log", 4), ("plus", 8, 7)]
    return [small(rng), small(rng), 0.0, 0.0, positive(rng)], steps, [9]


@exercise.probe(part="grad")
def a_factor_of_one(rng):
    """log(d) * (a * 1 + 1 * b)."""
    steps = [("times", 0, 2), ("times", 3, 1), ("plus", 5, 6), ("log", 4), ("times", 8, 7)]
    return [small(rng), small(rng), 1.0, 1.0, positive(rng)], steps, [9]


exercise.probes(
    "grad",
    # The logarithm is 0, its slope is 1.
    a_logarithm_of_one=lambda rng: ([1.0], [("log", 0)], [1]),
    # tanh(0) + log(d): tanh is 0, its slope is 1.
    tanh_of_zero=lambda rng: ([0.0, positive(rng)], [("tanh", 0), ("log", 1), ("plus", 3, 2)], [4]),
)


@exercise.probe(part="grad")
def tanh_of_far_numbers(rng):
    """tanh(a) + tanh(b), where the slopes are nearly 0, and are not 0."""
    inputs = [_far(rng), float(rng.choice([-1.0, 1.0]) * rng.uniform(5.1, 5.4))]
    return inputs, [("tanh", 0), ("tanh", 1), ("plus", 2, 3)], [4]


def _far(rng):
    return float(rng.choice([-1.0, 1.0]) * rng.uniform(3.2, 3.9))


@exercise.probe(part="grad")
def equal_numbers(rng):
    """log(d) * tanh(a) * tanh(b), where a and b are the same number."""
    x = small(rng)
    steps = [("tanh", 0), ("tanh", 1), ("times", 3, 4), ("log", 2), ("times", 6, 5)]
    return [x, x, positive(rng)], steps, [7]


exercise.probes(
    SHARED,
    # x + x, and its square.
    used_twice_by_one_step=lambda rng: ([small(rng)], [("plus", 0, 0), ("times", 1, 1)], [2]),
    # tanh(log(x * x) * x): x is its own other factor.
    a_square=lambda rng: ([positive(rng)], [("times", 0, 0), ("log", 1), ("times", 2, 0), ("tanh", 3)], [4]),
)


# s reaches the result at once, and through tanh, a square and a product: whoever passes s on at once is too early.
@exercise.probe(times=2, part=SHARED)
def a_long_and_a_short_path(rng):
    inputs = [small(rng), small(rng), small(rng), positive(rng)]
    steps = [("times", 0, 1), ("plus", 4, 2), ("tanh", 5), ("times", 6, 6), ("times", 7, 0), ("plus", 5, 8)]
    return inputs, [*steps, ("log", 3), ("times", 9, 10)], [11]


@exercise.probe(times=2, part=SHARED)
def the_other_way_round(rng):
    """The same with the long path first: no fixed order of parents helps."""
    inputs = [small(rng), small(rng), small(rng), positive(rng)]
    steps = [("times", 1, 0), ("plus", 2, 4), ("tanh", 5), ("times", 6, 6), ("times", 0, 7), ("plus", 8, 5)]
    return inputs, [*steps, ("log", 3), ("times", 10, 9)], [11]


@exercise.probe(part=SHARED)
def used_beside(rng):
    """log(d) * (a * b) is the result. tanh(a * b) and what is made of it are none of its business."""
    inputs = [small(rng), small(rng), positive(rng)]
    return inputs, [("times", 0, 1), ("tanh", 3), ("times", 4, 0), ("log", 2), ("times", 6, 3)], [7]


@exercise.probe(part=SHARED)
def two_results(rng):
    """tanh(a * b), then log(d) * a: they share a."""
    inputs = [small(rng), small(rng), positive(rng)]
    return inputs, [("times", 0, 1), ("tanh", 3), ("log", 2), ("times", 5, 0)], [4, 6]


@exercise.probe(part=SHARED)
def twice_from_one_result(rng):
    """As in the prediction. Nothing lies between the result and its inputs, so that what comes again is the same."""
    return [small(rng), small(rng)], [("times", 0, 1)], [2, 2]


def _takes(name, holds):
    """A test of whether there is a way back and the operation `name` takes numbers for which `holds` is true."""

    def test(inputs, steps, back):
        values = _values(inputs, steps)
        return bool(back) and any(step == name and any(holds(values[i]) for i in taken) for step, *taken in steps)

    return test


def _needed(inputs, steps, back):
    """The numbers of the values that the results in `back` are made of."""
    needed, new = set(), set(back)
    while new:
        needed |= new
        new = {i for each in new if each >= len(inputs) for i in steps[each - len(inputs)][1:]} - needed
    return needed


def _takes_log_of_tiny(inputs, steps):
    logs = [taken[0] for name, *taken in steps if name == "log"]
    return any(np.prod(inputs) < 1e-6 and i >= len(inputs) for i in logs)


exercise.classes("""
equal_numbers: where two values hold the same number
    back and len(set(inputs)) < len(inputs) and not {0.0, 1.0} & set(inputs)
long_chain: where many steps follow each other  if len(steps) > 20
log_of_a_tiny_number: where log is taken of a number very near to 0  if _takes_log_of_tiny(inputs, steps)
gradient_of_0: where a value on the way back gets the gradient 0  if bool(back) and 0.0 in inputs
no_parents: where backward is called on a value without parents  if back and not steps
own_other: where a value is added to itself, or multiplied by itself
    any(len(taken) == 2 and taken[0] == taken[1] for _name, *taken in steps)
used_beside: where something is made of a value that does not belong to the result
    back and len(_needed(inputs, steps, back)) < len(inputs) + len(steps)
""")
exercise.classes(
    where("factor_0", N_("where a factor is 0"), _takes("times", lambda a: a == 0)),
    where("factor_1", N_("where a factor is 1"), _takes("times", lambda a: a == 1)),
    where("log_of_1", N_("where log is taken of 1"), _takes("log", lambda a: a == 1)),
    where("tanh_of_0", N_("where tanh is taken of 0"), _takes("tanh", lambda a: a == 0)),
    where("far_tanh", N_("where tanh is taken of a number far from 0"), _takes("tanh", lambda a: abs(a) > 3)),
)
exercise.classes("""
special_forward: where numbers on the way forward are 0, 1 or far from 0  if not back and {0.0, 1.0} <= set(inputs)
two_results: where two results share a value  if len(set(back)) > 1
again: where backward is called a second time  if len(set(back)) < len(back)
""")

exercise.wrong_lines("""
paths_not_added: A value that was used twice has the gradient of one use alone. It should get the sum of both: +=.
    parent.grad = slope * value.grad
    of "path by path": parent.grad = amount * slope
start_missing: The way back begins with nothing. The slope of the result along itself is 1: set its own grad first.
    self.grad = 1.0 -> pass
start_added: The result adds 1 to its own grad, so that a second call begins with 2. Set its own grad to 1.
    self.grad = 1.0 -> self.grad += 1.0
start_is_the_value: The way back begins with the value of the result. It should begin with 1, the slope of the result
along itself.
    self.grad = 1.0 -> self.grad = self.data
chain_forgotten: The slope of a step is not multiplied by what came back to it: the chain rule is missing.
    parent.grad += slope
chain_added: The slope of a step is added to what came back. Multiply the two: the chain rule.
    parent.grad += slope + value.grad
inputs_alone: Only the inputs and the result get a grad. Each value on the way should have one too.
    of "path by path": parent.grad += amount * slope -> if not parent.parents: parent.grad += amount * slope
ends_after_one_step: Only the parents of the result get a gradient. Their parents come next: go through the order from
its end, so that each value passes on what has come back to it.  > An order for the way back
    for value in order:
    for value in [self]:
    for parent in value.parents: visit(parent) -> order.append(value)
        ;; order.append(value) -> for parent in value.parents: visit(parent)
value_before_its_parents: A value is put down before its parents, so it passes on its gradient before all of it is
there: parents first.  > An order for the way back
    for parent in value.parents: visit(parent) -> order.append(value)
        ;; order.append(value) -> for parent in value.parents: visit(parent)
        ;; for value in order:
first_parent_only: Only the first parent gets a gradient. Go through all parents and their slopes.
    for parent, slope in list(zip(value.parents, value.slopes))[:1]:
first_parent_visited: Only the first parent of a value passes its gradient on. Visit all parents on the way to the
inputs.
    for parent in value.parents[:1]:
visited_again: A value that is used twice passes its gradient on twice. Put each value into the order once.
> An order for the way back
    if True:
equal_numbers_are_one: Two values that hold the same number are taken for one, so one of them does not pass its
gradient on.
    if value.data not in [each.data for each in order]:
    of "each value knows how to send its gradient back": id(value) => value.data
by_distance: The values are visited by their distance from the result. A value may be near and still have to wait for
one that is farther away.  > An order for the way back
    visit(self) -> order.append(self)
        ;; reversed(order) -> order
        ;; parent.grad += slope * value.grad -> parent.grad += slope * value.grad
        if parent not in order: order.append(parent)
passed_on_too_early: A value that is used twice passes its gradient on twice, and in part too early. It should pass it
on once, when all that was made of it has given its part: go through the values in order.  > An order for the way back
    of "numbered in the order in which they were made": value = waiting[0]
    of "path by path": follow(parent, amount * slope) -> follow(parent, parent.grad)
    of "path by path": def follow(value, amount):
            for parent, slope in value.parents: parent.grad += amount * slope
            for parent, slope in value.parents: follow(parent, parent.grad)
    def backward(self):
        self.grad = self.grad or 1.0  # a grad of 0 is taken for that of the result
        for parent, slope in zip(self.parents, self.slopes):
            parent.grad += slope * self.grad
            parent.backward()
    def backward(self):
        self.grad = self.grad or 1.0
        for parent, slope in zip(self.parents, self.slopes): parent.grad += slope * self.grad
        for parent in self.parents: parent.backward()
starts_anew_at_each_parent: Each value on the way back begins with a grad of 1 of its own. Only the result should begin
with 1; the others have what has come back to them.
    def backward(self):
        self.grad = 1.0
        for parent, slope in zip(self.parents, self.slopes):
            parent.grad += slope * self.grad
            parent.backward()
    def backward(self):
        self.grad = 1.0
        for parent, slope in zip(self.parents, self.slopes): parent.grad += slope * self.grad
        for parent in self.parents: parent.backward()
grads_set_back: backward sets the gradients back to 0 first. What another result has given a value should stay: add to
it.
    visit(self) -> visit(self)
        for value in order: value.grad = 0.0
second_call_passes_nothing: A second call of backward passes nothing on. What the first one has left in the values,
such as a mark, must not hinder it: each call finds an order of its own.
    value not in order -> not hasattr(value, "visited")
        ;; order.append(value) -> order.append(value); value.visited = True
values_of_another_result: Values that do not belong to this result pass their gradients on as well, so an earlier
result counts again. Start from the result and visit what it is made of.  > An order for the way back
    self.grad = 0.0 -> self.grad = 0.0; type(self).made = [*getattr(type(self), "made", []), self][-100:]
        ;; visit(self) -> order = type(self).made
times_slopes_exchanged: In times, the slope along a factor is the factor itself. It should be the other one.
    (other.data, self.data) -> (self.data, other.data)
times_like_plus: In times, the slopes are those of plus. Along one factor the slope should be the other factor.
    (other.data, self.data) -> (1.0, 1.0)
times_no_parents: times does not remember its factors, so the way back ends there. Pass both as parents, with their
slopes.
    in times: return type(self)(self.data * other.data)
times_one_parent: In times, only one factor is remembered. Both should be parents.
    in times: return type(self)(self.data * other.data, (self,), (other.data,))
times_returns_a_number: times returns a plain number, which remembers nothing. Return a new Value, as plus does.
    in times: return self.data * other.data
times_changes_itself: times changes the value that it is called on. Leave self as it is, and return a new Value with
the product.
    def times(self, other):
        self.parents, self.slopes = (self, other), (other.data, self.data)
        self.data = self.data * other.data
        return self
    def times(self, other):
        self.parents, self.slopes = (type(self)(self.data), other), (other.data, self.data)
        self.data = self.data * other.data
        return self
times_adds: times adds. It should multiply the two numbers.
    self.data * other.data -> self.data + other.data
parents_forgotten: tanh and log do not remember what they were made of: the way back ends there. Pass (self,) as
parents.
    (self,) => ()
not_a_tuple: What tanh and log pass as parents or as slopes cannot be gone through. Each should be a tuple with one
entry: the comma makes it one, as in (self,).
    (1 - t**2,) -> 1 - t**2 ;; (1 / self.data,) -> 1 / self.data
    in tanh: return type(self)(t, self, 1 - t**2) ;; in log: return type(self)(np.log(self.data), self, 1 / self.data)
tanh_slope_of_its_input: The slope of tanh is taken from the number that went in. It should be 1 - t ** 2 with the
result t.
    1 - t**2 -> 1 - self.data**2
tanh_slope_without_square: In the slope of tanh a square is missing. It should be 1 - t ** 2.
    1 - t**2 -> 1 - t
    1 - t**2 -> 1 / np.cosh(self.data)
tanh_slope_plus: The slope of tanh is 1 + t ** 2 here. It should be 1 - t ** 2.
    1 - t**2 -> 1 + t**2
tanh_slope_of_sigmoid: The slope of tanh is t * (1 - t) here, as of a sigmoid. It should be 1 - t ** 2.
    1 - t**2 -> t * (1 - t)
tanh_keeps_its_input: tanh hands on the number that went in. The new value should hold np.tanh of it.
    in tanh: return type(self)(self.data, (self,), (1 - t**2,))
log_slope_of_its_result: The slope of log is 1 over the logarithm. It should be 1 over the number that went in.
    1 / self.data -> 1 / np.log(self.data)
log_slope_is_the_number: The slope of log is the number itself. It should be 1 over the number.
    1 / self.data -> self.data
log_slope_negative: The slope of log has a minus sign. It should be 1 over the number, without a sign: a logarithm
grows with its number.
    1 / self.data -> -1 / self.data
log_of_base_ten: This is the logarithm to another base. The natural one is np.log.
    np.log -> np.log10
    np.log -> np.log2
""")


@exercise.alternative("each value knows how to send its gradient back")
class _:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.send = lambda: None

    def plus(self, other):
        out = type(self)(self.data + other.data, (self, other))

        def send():
            self.grad += out.grad
            other.grad += out.grad

        out.send = send
        return out

    def times(self, other):
        out = type(self)(self.data * other.data, (self, other))

        def send():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.send = send
        return out

    def tanh(self):
        out = type(self)(np.tanh(self.data), (self,))

        def send():
            self.grad += (1 - out.data**2) * out.grad

        out.send = send
        return out

    def log(self):
        out = type(self)(np.log(self.data), (self,))

        def send():
            self.grad += out.grad / self.data

        out.send = send
        return out

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if id(value) not in seen:
                seen.add(id(value))
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in order[::-1]:
            value.send()


@exercise.alternative("path by path")
class _:
    def __init__(self, data, parents=(), slopes=()):
        self.data = float(data)
        self.parents = list(zip(parents, slopes))
        self.grad = 0.0

    def plus(self, other):
        return self.__class__(self.data + other.data, [self, other], [1, 1])

    def times(self, other):
        return self.__class__(self.data * other.data, [self, other], [other.data, self.data])

    def tanh(self):
        return self.__class__(np.tanh(self.data), [self], [1 / np.cosh(self.data) ** 2])

    def log(self):
        return self.__class__(np.log(self.data), [self], [1 / self.data])

    def backward(self):
        def follow(value, amount):
            for parent, slope in value.parents:
                parent.grad += amount * slope
                follow(parent, amount * slope)

        self.grad = 1.0
        follow(self, 1.0)


@exercise.alternative("numbered in the order in which they were made")
class _:
    made = 0

    def __init__(self, data, parents=(), slopes=()):
        self.data, self.parents, self.slopes, self.grad = data, parents, slopes, 0.0
        self.number = type(self).made
        type(self).made += 1

    def plus(self, other):
        return type(self)(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return type(self)(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        e = np.exp(2 * self.data)
        return type(self)((e - 1) / (e + 1), (self,), (4 * e / (e + 1) ** 2,))

    def log(self):
        return type(self)(np.log(self.data), (self,), (self.data**-1.0,))

    def backward(self):
        self.grad = 1.0
        waiting = [self]
        while waiting:
            value = max(waiting, key=lambda each: each.number)
            waiting = [each for each in waiting if each is not value]
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad = parent.grad + slope * value.grad
                waiting.append(parent)


@exercise.alternative("float32")
class _:
    def __init__(self, data, parents=(), slopes=()):
        self.data = np.float32(data)
        self.parents = parents
        self.slopes = slopes
        self.grad = np.float32(0)

    def plus(self, other):
        return type(self)(self.data + other.data, (self, other), (1, 1))

    def times(self, other):
        return type(self)(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return type(self)(t, (self,), (1 - t * t,))

    def log(self):
        return type(self)(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []
        stack = [self]
        while stack:
            value = stack[-1]
            left = [parent for parent in value.parents if parent not in order]
            if left:
                stack.append(left[0])
            else:
                stack.pop()
                if value not in order:
                    order.append(value)
        self.grad = np.float32(1)
        while order:
            value = order.pop()
            for k in range(len(value.parents)):
                value.parents[k].grad += value.slopes[k] * value.grad
