"""A number that remembers what it was made of: automatic differentiation in one class."""

import numpy as np
from gradatim.text import N_

from gradatim_autograder.exercise import Exercise, numbers

SHARED = "values used twice"

exercise = Exercise(
    "Value",
    chapter="11-libraries",
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
    """Values of the inputs, and of each step (its name, the numbers of what it takes); then the way back from the last."""
    values = [Value(number) for number in inputs]
    for name, *taken in steps:
        first, *others = [values[i] for i in taken]
        values.append(getattr(first, name)(*others))
    if not back:
        return {"data": [value.data for value in values]}
    values[-1].backward()
    return {"grad": [value.grad for value in values]}


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


@exercise.probe(times=2)
def forward(rng):
    return *every_step(rng), False


@exercise.probe(times=2)
def back_through_every_step(rng):
    return *every_step(rng), True


@exercise.probe()
def back_through_a_chain(rng):
    return [positive(rng)], [("log", 0), ("tanh", 1), ("tanh", 2)], True


@exercise.probe(times=2, part=SHARED)
def used_twice_by_one_step(rng):
    """x + x, and its square."""
    return [small(rng)], [("plus", 0, 0), ("times", 1, 1)], True


@exercise.probe(times=2, part=SHARED)
def a_long_and_a_short_path(rng):
    """s reaches the result at once, and through tanh, a square and a product: whoever passes s on at once is too early."""
    inputs = [small(rng), small(rng), small(rng)]
    steps = [("times", 0, 1), ("plus", 3, 2), ("tanh", 4), ("times", 5, 5), ("times", 6, 0), ("plus", 4, 7)]
    return inputs, steps, True


@exercise.probe(times=2, part=SHARED)
def the_other_way_round(rng):
    """The same with the long path first: no fixed order of parents helps."""
    inputs = [small(rng), small(rng), small(rng)]
    steps = [("times", 1, 0), ("plus", 2, 3), ("tanh", 4), ("times", 5, 5), ("times", 0, 6), ("plus", 7, 4)]
    return inputs, steps, True


exercise.slip(
    "paths_not_added",
    N_("grad is set where it should grow. A value that was used twice gets the sum of both gradients: +=."),
    change=("parent.grad += slope", "parent.grad = slope"),
)

exercise.slip(
    "start_missing",
    N_("The way back begins with nothing. The slope of the result along itself is 1: set its own grad first."),
    change=("self.grad = 1.0", "pass"),
)

exercise.slip(
    "start_is_the_value",
    N_("The way back begins with the value of the result. Its slope along itself is 1."),
    change=("self.grad = 1.0", "self.grad = self.data"),
)

exercise.slip(
    "chain_forgotten",
    N_("The slope of a step is not multiplied by what came back to it: the chain rule is missing."),
    change=("slope * value.grad", "slope"),
)

exercise.slip(
    "chain_added",
    N_("The slope of a step is added to what came back. The chain rule multiplies."),
    change=("slope * value.grad", "slope + value.grad"),
)

exercise.slip(
    "ends_after_one_step",
    N_(
        "Only the parents of the result get a gradient. Their parents come next: go through the order from its end, so "
        "that each value passes on what has come back to it."
    ),
    reread=N_("An order for the way back"),
    change=("for value in reversed(order):", "for value in order:"),
)

exercise.slip("ends_after_one_step", change=("for value in reversed(order):", "for value in [self]:"))

exercise.slip(
    "first_parent_only",
    N_("Only the first parent gets a gradient. Go through all parents and their slopes."),
    change=("zip(value.parents, value.slopes):", "list(zip(value.parents, value.slopes))[:1]:"),
)

exercise.slip(
    "first_parent_visited",
    N_("Only the first parent is visited on the way to the inputs. Visit all of them."),
    change=("for parent in value.parents:\n    visit(parent)", "for parent in value.parents[:1]:\n    visit(parent)"),
)

exercise.slip(
    "ends_after_one_step",
    change=[
        ("order.append(value)", "pass"),
        ("if value not in order:", "if value not in order:\n    order.append(value)"),
    ],
)

exercise.slip(
    "value_before_its_parents",
    N_(
        "A value is put down before its parents, so it passes on its gradient before all of it is there: parents first."
    ),
    reread=N_("An order for the way back"),
    change=[
        ("order.append(value)", "pass"),
        ("if value not in order:", "if value not in order:\n    order.append(value)"),
        ("for value in reversed(order):", "for value in order:"),
    ],
)

exercise.slip(
    "visited_again",
    N_("A value that is used twice passes its gradient on twice. Put each value into the order once."),
    reread=N_("An order for the way back"),
    change=("if value not in order:", "if True:"),
)

exercise.slip(
    "times_slopes_exchanged",
    N_("In times, the slope along a factor is the factor itself. It is the other one."),
    change=("(other.data, self.data)", "(self.data, other.data)"),
)

exercise.slip(
    "times_like_plus",
    N_("In times, the slopes are those of plus. Along one factor the slope is the other factor."),
    change=("(other.data, self.data)", "(1.0, 1.0)"),
)

exercise.slip(
    "times_one_parent",
    N_("In times, only one factor is remembered. Both are parents."),
    change=("(self, other), (other.data, self.data)", "(self,), (other.data,)"),
)

exercise.slip(
    "times_no_parents",
    N_("times does not remember its factors, so the way back ends there. Pass both as parents, with their slopes."),
    change=("self.data * other.data, (self, other), (other.data, self.data)", "self.data * other.data"),
)

exercise.slip(
    "times_returns_a_number",
    N_("times returns a plain number, which remembers nothing. Return a new Value, as plus does."),
    change=("type(self)(self.data * other.data, (self, other), (other.data, self.data))", "self.data * other.data"),
)

exercise.slip(
    "slopes_not_a_tuple",
    N_("tanh and log pass a number as slopes. Pass a tuple with one entry: the comma makes it one."),
    change=[("(1 - t**2,)", "(1 - t**2)"), ("(1 / self.data,)", "(1 / self.data)")],
)

exercise.slip(
    "times_adds",
    N_("times adds. It should multiply the two numbers."),
    change=("self.data * other.data", "self.data + other.data"),
)

exercise.slip(
    "tanh_slope_of_its_input",
    N_("The slope of tanh is taken from the number that went in. It is 1 - t ** 2 with the result t."),
    change=("1 - t**2", "1 - self.data**2"),
)

exercise.slip(
    "tanh_slope_without_square",
    N_("The slope of tanh is 1 - t ** 2. The square is missing."),
    change=("1 - t**2", "1 - t"),
)

exercise.slip("tanh_slope_without_square", change=("1 - t**2", "1 / np.cosh(self.data)"))

exercise.slip(
    "tanh_slope_plus",
    N_("The slope of tanh is 1 + t ** 2 here. It falls as t grows: 1 - t ** 2."),
    change=("1 - t**2", "1 + t**2"),
)

exercise.slip(
    "tanh_slope_of_sigmoid",
    N_("t * (1 - t) is the slope of a sigmoid. That of tanh is 1 - t ** 2."),
    change=("1 - t**2", "t * (1 - t)"),
)

exercise.slip(
    "tanh_keeps_its_input",
    N_("tanh hands on the number that went in. The new value holds np.tanh of it."),
    change=("(t, (self,)", "(self.data, (self,)"),
)

exercise.slip(
    "log_slope_of_its_result",
    N_("The slope of log is 1 over the number that went in, not over the logarithm."),
    change=("1 / self.data", "1 / np.log(self.data)"),
)

exercise.slip(
    "log_slope_is_the_number",
    N_("The slope of log is 1 over the number. Here it is the number itself."),
    change=("1 / self.data", "self.data"),
)

exercise.slip(
    "log_slope_negative",
    N_("The slope of log has a minus sign. A logarithm grows with its number: 1 over the number, without a sign."),
    change=("1 / self.data", "-1 / self.data"),
)

exercise.slip(
    "log_of_base_ten",
    N_("This is the logarithm to another base. The natural one is np.log."),
    change=("np.log(self.data)", "np.log10(self.data)"),
)

exercise.slip("log_of_base_ten", change=("np.log(self.data)", "np.log2(self.data)"))

exercise.slip(
    "parents_forgotten",
    N_("tanh and log do not remember what they were made of: the way back ends there. Pass (self,) as parents."),
    change=[("(t, (self,)", "(t, ()"), ("(np.log(self.data), (self,)", "(np.log(self.data), ()")],
)


# The end of backward, in place of which some write another way back, without an order.
WAY_BACK = """visit(self)
self.grad = 1.0
for value in reversed(order):
    for parent, slope in zip(value.parents, value.slopes):
        parent.grad += slope * value.grad"""

SENDING = """self.grad = 1.0

def send(value):
    for parent, slope in zip(value.parents, value.slopes):
        parent.grad += slope * value.grad
        send(parent)

send(self)"""

exercise.slip(
    "passed_on_too_early",
    N_(
        "A value passes its gradient on at once, and again when more comes. Wait until all that was made of it has "
        "given its part: go through the values in order."
    ),
    reread=N_("An order for the way back"),
    change=(WAY_BACK, SENDING),
)

exercise.slip("paths_not_added", change=[(WAY_BACK, SENDING), ("parent.grad += slope", "parent.grad = slope")])

exercise.slip(
    "by_distance",
    N_(
        "The values are visited by their distance from the result. A value may be near and still have to wait for one "
        "that is farther away."
    ),
    reread=N_("An order for the way back"),
    change=(
        WAY_BACK,
        "self.grad = 1.0\nwaiting = [self]\nwhile waiting:\n    value = waiting.pop(0)\n"
        "    for parent, slope in zip(value.parents, value.slopes):\n        parent.grad += slope * value.grad\n"
        "        if parent not in order:\n            order.append(parent)\n            waiting.append(parent)",
    ),
)

exercise.slip(
    "by_distance",
    change=(
        WAY_BACK,
        "self.grad = 1.0\nwaiting = [self]\nwhile waiting:\n    value = waiting.pop(0)\n"
        "    for parent, slope in zip(value.parents, value.slopes):\n        parent.grad += slope * value.grad\n"
        "        if parent not in waiting:\n            waiting.append(parent)",
    ),
)

exercise.slip(
    "starts_anew_at_each_parent",
    N_(
        "backward calls itself for the parents, and each call sets its own grad to 1 again. Only the result begins with "
        "1; the others have what has come back to them."
    ),
    change=(
        WAY_BACK,
        "self.grad = 1.0\nfor parent, slope in zip(self.parents, self.slopes):\n"
        "    parent.grad += slope * self.grad\n    parent.backward()",
    ),
)


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
            value.grad += amount
            for parent, slope in value.parents:
                follow(parent, amount * slope)

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
