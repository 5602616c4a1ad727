# %% wrong | to_torch_layout | weights only renamed, not transposed
def to_torch_layout(params):
    return {
        "hidden.weight": params["W1"],
        "hidden.bias": params["b1"],
        "output.weight": params["W2"],
        "output.bias": params["b2"],
    }


# %% wrong | to_torch_layout | W1 is reshaped to (H, D) instead of transposed, so the neurons are torn apart
def to_torch_layout(params):
    W1, b1, W2, b2 = (params[k] for k in ["W1", "b1", "W2", "b2"])
    d, h = W1.shape
    return {"hidden.weight": W1.reshape(h, d), "hidden.bias": b1, "output.weight": W2.reshape(1, h), "output.bias": b2}


# %% wrong | to_torch_layout | transposes only weights that are not square; a square W1 (D == H) is passed through unturned
def turn(w):
    if w.ndim == 2 and w.shape[0] != w.shape[1]:
        return w.T
    return w

def to_torch_layout(params):
    names = {"W1": "hidden.weight", "b1": "hidden.bias", "W2": "output.weight", "b2": "output.bias"}
    return {names[k]: turn(v) for k, v in params.items()}


# %% wrong | to_torch_layout | squeezes the weights before transposing, so output.weight has the shape (H,) instead of (1, H)
def to_torch_layout(p):
    state = dict()
    for i, layer in enumerate(["hidden", "output"], start=1):
        state[layer + ".weight"] = p[f"W{i}"].squeeze().T
        state[layer + ".bias"] = p[f"b{i}"]
    return state


# %% right | to_torch_layout | copies element by element with loops into new arrays
def to_torch_layout(params):
    D, H = params["W1"].shape
    hw = np.zeros((H, D))
    for d in range(D):
        for h in range(H):
            hw[h, d] = params["W1"][d, h]
    ow = np.zeros((1, H))
    for h in range(H):
        ow[0, h] = params["W2"][h, 0]
    return {"output.bias": params["b2"].copy(), "output.weight": ow, "hidden.bias": params["b1"].copy(), "hidden.weight": hw}


# %% right | to_torch_layout | W2 by reshape(1, -1), which is the same as .T for one column; W1 by einsum; OrderedDict
from collections import OrderedDict

def to_torch_layout(params: dict) -> dict:
    state = OrderedDict()
    state["hidden.weight"] = np.einsum("dh->hd", params["W1"])
    state["hidden.bias"] = params["b1"]
    state["output.weight"] = params["W2"].reshape(1, -1)
    state["output.bias"] = params["b2"]
    return state


# %% wrong | from_torch_layout | the two weights are swapped: W1 comes from output.weight and W2 from hidden.weight (biases as well)
def from_torch_layout(state):
    return {"W1": state["output.weight"].T, "b1": state["output.bias"], "W2": state["hidden.weight"].T, "b2": state["hidden.bias"]}


# %% wrong | from_torch_layout | hidden.weight is reshaped to (D, H) instead of transposed
def from_torch_layout(state):
    hw = state["hidden.weight"]
    return {
        "W1": hw.reshape(hw.shape[::-1]),
        "b1": state["hidden.bias"],
        "W2": state["output.weight"].reshape(-1, 1),
        "b2": state["output.bias"],
    }


# %% wrong | from_torch_layout | b2 is turned into a plain float (shape () instead of (1,))
def from_torch_layout(state):
    w1, b1 = state["hidden.weight"], state["hidden.bias"]
    w2, b2 = state["output.weight"], state["output.bias"]
    return dict(W1=w1.T, b1=b1, W2=w2.T, b2=float(b2[0]))


# %% wrong | from_torch_layout | relies on the order of the dict (zip with the values) instead of PyTorch's names
def from_torch_layout(state):
    return {name: value.T for name, value in zip(["W1", "b1", "W2", "b2"], state.values())}


# %% right | from_torch_layout | parses the names; the transpose of a 1-D bias changes nothing
def from_torch_layout(state):
    result = {}
    for key, array in state.items():
        layer, kind = key.split(".")
        number = {"hidden": 1, "output": 2}[layer]
        letter = "W" if kind == "weight" else "b"
        result[f"{letter}{number}"] = np.array(array).T
    return result


# %% right | from_torch_layout | transpose by zip(*rows) and np.array
def from_torch_layout(state):
    def turn(m):
        return np.array([list(column) for column in zip(*m)])
    return {"W1": turn(state["hidden.weight"]), "b1": np.array(list(state["hidden.bias"])),
            "W2": turn(state["output.weight"]), "b2": np.array(list(state["output.bias"]))}


# %% wrong | largest_difference | no absolute value: a negative difference does not count
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    worst = 0
    for k in mine:
        if mine[k].shape != theirs[k].shape or np.isnan(mine[k]).any() or np.isnan(theirs[k]).any():
            return np.inf
        worst = max(worst, np.max(mine[k] - theirs[k]))
    return worst


# %% wrong | largest_difference | pairs the arrays by their position in the dicts instead of by name
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    diffs = []
    for a, b in zip(mine.values(), theirs.values()):
        if a.shape != b.shape:
            return np.inf
        if np.isnan(a).any() or np.isnan(b).any():
            return np.inf
        diffs.append(np.abs(a - b).max())
    return max(diffs)


# %% wrong | largest_difference | names that only theirs has go unnoticed (only the names of mine are looked up)
def largest_difference(mine, theirs):
    biggest = 0.0
    for name, a in mine.items():
        if name not in theirs:
            return np.inf
        b = theirs[name]
        if a.shape != b.shape:
            return np.inf
        d = np.abs(a - b)
        if np.isnan(d).any():
            return np.inf
        biggest = max(biggest, d.max())
    return biggest


# %% wrong | largest_difference | compares only the number of dimensions, not the shape, so (8, 1) against (1, 8) is stretched
def largest_difference(mine, theirs):
    if set(mine) != set(theirs):
        return np.inf
    d = 0.0
    for name in mine:
        a, b = mine[name], theirs[name]
        if a.ndim != b.ndim:
            return np.inf
        if np.any(np.isnan(a)) or np.any(np.isnan(b)):
            return np.inf
        d = max(d, float(np.max(np.abs(a - b))))
    return d


# %% wrong | largest_difference | no check for nan; Python's max ignores it
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    m = 0.0
    for k in mine:
        if np.shape(mine[k]) != np.shape(theirs[k]):
            return np.inf
        m = max(m, np.abs(mine[k] - theirs[k]).max())
    return m


# %% wrong | largest_difference | looks for nan only in theirs; nan in mine is skipped by nanmax
def largest_difference(mine, theirs):
    if not mine.keys() == theirs.keys():
        return np.inf
    if any(mine[k].shape != theirs[k].shape for k in mine):
        return np.inf
    if any(np.isnan(theirs[k]).any() for k in mine):
        return np.inf
    return max(np.nanmax(np.abs(mine[k] - theirs[k])) for k in mine)


# %% wrong | largest_difference | nan at the same place in both counts as equal
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    largest = 0.0
    for name in mine:
        a, b = mine[name], theirs[name]
        if a.shape != b.shape:
            return np.inf
        if np.array_equal(a, b, equal_nan=True):
            continue
        diff = np.abs(a - b)
        if np.isnan(diff).any():
            return np.inf
        largest = max(largest, diff.max())
    return largest


# %% wrong | largest_difference | return inside the loop: only the first array is compared
def largest_difference(mine, theirs):
    if mine.keys() != theirs.keys():
        return np.inf
    for name in mine:
        if mine[name].shape != theirs[name].shape:
            return np.inf
        gap = np.abs(mine[name] - theirs[name])
        if np.isnan(gap).any():
            return np.inf
        return gap.max()


# %% wrong | largest_difference | catches only shapes that NumPy cannot stretch (try/except); (8, 1) against (8,) is broadcast; and names by their number only
def largest_difference(mine, theirs):
    if len(mine) != len(theirs):
        return np.inf
    worst = 0.0
    for name in mine:
        try:
            d = np.abs(mine[name] - theirs[name])
        except ValueError:
            return np.inf
        if np.isnan(d).any():
            return np.inf
        worst = max(worst, d.max())
    return worst


# %% right | largest_difference | compares the dicts of shapes, then one concatenated vector; nan found by d != d
def largest_difference(mine, theirs):
    shapes = lambda d: {k: np.shape(v) for k, v in d.items()}
    if shapes(mine) != shapes(theirs):
        return np.inf
    names = sorted(mine)
    d = np.concatenate([np.ravel(mine[k]) for k in names]) - np.concatenate([np.ravel(theirs[k]) for k in names])
    return np.inf if (d != d).any() else float(np.max(np.abs(d)))


# %% right | largest_difference | plain loops over .flat, defensive, math.isnan, float('inf')
import math

def largest_difference(mine, theirs):
    worst = 0.0
    for name in set(mine) | set(theirs):
        if name not in mine or name not in theirs:
            return float("inf")
        a = np.asarray(mine[name], dtype=np.float64)
        b = np.asarray(theirs[name], dtype=np.float64)
        if a.shape != b.shape:
            return float("inf")
        for x, y in zip(a.flat, b.flat):
            if math.isnan(x) or math.isnan(y):
                return float("inf")
            if abs(x - y) > worst:
                worst = abs(x - y)
    return worst


# %% right | largest_difference | np.max lets nan through and it becomes inf at the end; KeyError is caught
def largest_difference(mine, theirs):
    try:
        pairs = [(mine[k], theirs[k]) for k in {**mine, **theirs}]
    except KeyError:
        return np.inf
    worst = np.max([np.max(np.abs(a - b)) if a.shape == b.shape else np.inf for a, b in pairs])
    return np.inf if np.isnan(worst) else worst


# %% wrong | predict_second_gradient | 6: the gradient of one pass, as if backward() set .grad
def predict_second_gradient():
    return 6


# %% wrong | predict_second_gradient | 18: adds w squared instead of the slope 2 w (9 + 9)
def predict_second_gradient():
    w = 3
    return w * w + w * w


# %% right | predict_second_gradient | computed as a loop over two passes
def predict_second_gradient():
    grad = 0.0
    for _ in range(2):
        grad += 2 * 3.0
    return grad


# %% wrong | topological_order | puts a name before its parents (pre-order), so children come first
def topological_order(parents):
    order = []
    def visit(name):
        if name in order:
            return
        order.append(name)
        for p in parents[name]:
            visit(p)
    for name in parents:
        visit(name)
    return order


# %% wrong | topological_order | a pre-order walk, reversed, is no topological order: wrong if a name is reached on a longer way after a shorter one, and if the dict does not begin with the result
def topological_order(parents):
    seen = []

    def walk(node):
        if node not in seen:
            seen.append(node)
            for parent in parents[node]:
                walk(parent)

    for node in parents:
        walk(node)
    return seen[::-1]


# %% wrong | topological_order | never checks whether a name is in the list already, so names that are used twice appear twice
def topological_order(parents):
    order = []
    def visit(n):
        for p in parents[n]:
            visit(p)
        order.append(n)
    children = {p for ps in parents.values() for p in ps}
    for n in parents:
        if n not in children:
            visit(n)
    return order


# %% wrong | topological_order | visits only from the first name of the dict; names that are no ancestors of it are missing
def topological_order(parents):
    order = []

    def visit(name):
        if name in order:
            return
        for parent in parents[name]:
            visit(parent)
        order.append(name)

    if parents:
        visit(next(iter(parents)))
    return order


# %% wrong | topological_order | starts only from the last of several results (names that are nobody's parent); the other results and what only they need are missing
def topological_order(parents):
    used = set()
    for ps in parents.values():
        used.update(ps)
    for name in parents:
        if name not in used:
            root = name
    result = []
    def dfs(v):
        if v in result: return
        for u in parents[v]: dfs(u)
        result.append(v)
    dfs(root)
    return result


# %% wrong | topological_order | Kahn: counts a parent that is named twice as two but takes off only one, so such a name is never ready and is missing
def topological_order(parents):
    waiting = {name: len(ps) for name, ps in parents.items()}
    ready = [name for name in parents if waiting[name] == 0]
    order = []
    while ready:
        name = ready.pop()
        order.append(name)
        for child in parents:
            if name in parents[child]:
                waiting[child] -= 1
                if waiting[child] == 0:
                    ready.append(child)
    return order


# %% wrong | topological_order | Kahn: counts each parent once (set) but takes off one for every mention, so with ['m', 'm', 'k'] the name is ready before k
from collections import defaultdict, deque

def topological_order(parents):
    children = defaultdict(list)
    indegree = {}
    for v, ps in parents.items():
        indegree[v] = len(set(ps))
        for p in ps:
            children[p].append(v)
    queue = deque([v for v in parents if indegree[v] == 0])
    order = []
    while queue:
        v = queue.popleft()
        order.append(v)
        for c in children[v]:
            indegree[c] -= 1
            if indegree[c] == 0:
                queue.append(c)
    return order


# %% wrong | topological_order | mutable default argument: the list of the first call is still there in the second call
def topological_order(parents, order=[]):
    def visit(name):
        if name not in order:
            for p in parents[name]:
                visit(p)
            order.append(name)
    for name in parents:
        visit(name)
    return order


# %% wrong | topological_order | sorts by the shortest way from a name without parents instead of the longest
def topological_order(parents):
    def depth(name):
        if not parents[name]:
            return 0
        return 1 + min(depth(p) for p in parents[name])
    return sorted(parents, key=depth)


# %% wrong | topological_order | a single pass over the dict: names whose parents come later in the dict are left out
def topological_order(parents):
    order = []
    for name, ps in parents.items():
        if all(p in order for p in ps):
            order.append(name)
    return order


# %% wrong | topological_order | looks at the first two parents only
def topological_order(parents):
    order = []
    def visit(name):
        if name in order:
            return
        for p in parents[name][:2]:
            visit(p)
        order.append(name)
    for name in parents:
        visit(name)
    return order


# %% wrong | topological_order | starts only from names that have parents, so a name without parents that nobody uses is missing
def topological_order(parents):
    order = []
    def visit(name):
        if name in order:
            return
        for parent in parents[name]:
            visit(parent)
        order.append(name)
    for name in [k for k, v in parents.items() if v]:
        visit(name)
    return order


# %% wrong | topological_order | keeps the visited names in one string, so 'x' counts as visited when 'xy' is there (substring)
def topological_order(parents):
    done = ""
    def visit(name):
        nonlocal done
        if name in done:
            return
        for p in parents[name]:
            visit(p)
        done += name + " "
    for name in parents:
        visit(name)
    return done.split()


# %% wrong | topological_order | sorts with a comparison that only knows direct parents (not transitive)
from functools import cmp_to_key

def topological_order(parents):
    def compare(a, b):
        if a in parents[b]:
            return -1
        if b in parents[a]:
            return 1
        return 0
    return sorted(parents, key=cmp_to_key(compare))


# %% wrong | topological_order | the visit stops at the first parent that is in the list already (return instead of continue): the name itself and its other parents are lost at that place
def topological_order(parents):
    order = []
    def visit(name):
        for p in parents[name]:
            if p in order:
                return
            visit(p)
        order.append(name)
    for name in parents:
        if name not in order:
            visit(name)
    return order


# %% wrong | topological_order | breadth-first from the results, each name noted when first seen, then reversed
def topological_order(parents):
    used = {p for ps in parents.values() for p in ps}
    queue = [n for n in parents if n not in used]
    seen = list(queue)
    while queue:
        name = queue.pop(0)
        for p in parents[name]:
            if p not in seen:
                seen.append(p)
                queue.append(p)
    return seen[::-1]


# %% right | topological_order | Kahn with counts of all mentions, so doubled parents go up and down alike
from collections import deque

def topological_order(parents: dict[str, list[str]]) -> list[str]:
    missing = {v: len(ps) for v, ps in parents.items()}
    children = {v: [] for v in parents}
    for v, ps in parents.items():
        for p in ps:
            children[p].append(v)
    q = deque(v for v, k in missing.items() if k == 0)
    out = []
    while q:
        v = q.popleft()
        out.append(v)
        for c in children[v]:
            missing[c] -= 1
            if not missing[c]:
                q.append(c)
    return out


# %% right | topological_order | graphlib of the standard library
from graphlib import TopologicalSorter

def topological_order(parents):
    return list(TopologicalSorter(parents).static_order())


# %% right | topological_order | sorts by the number of all ancestors, which is always larger than that of each parent
def topological_order(parents):
    def ancestors(name):
        found = set()
        for p in parents[name]:
            found |= {p} | ancestors(p)
        return found
    return sorted(parents, key=lambda name: len(ancestors(name)))


# %% right | topological_order | sorts by the length of the longest way, with a cache
from functools import lru_cache

def topological_order(parents):
    @lru_cache(maxsize=None)
    def level(name):
        return max((level(p) + 1 for p in parents[name]), default=0)
    return sorted(parents, key=level)


# %% right | topological_order | without recursion: a stack of (name, are its parents done)
def topological_order(parents):
    order, done = [], set()
    stack = [(name, False) for name in parents]
    while stack:
        name, ready = stack.pop()
        if name in done:
            continue
        if ready:
            order.append(name)
            done.add(name)
        else:
            stack.append((name, True))
            stack.extend((p, False) for p in parents[name])
    return order


# %% right | topological_order | repeated passes until every name is placed; removes from a copied list while walking through it, which the outer loop makes good
def topological_order(parents):
    todo = list(parents)
    order = []
    while todo:
        for name in todo:
            if set(parents[name]) <= set(order):
                order.append(name)
                todo.remove(name)
    return order


# %% right | topological_order | unrolls the whole tree of visits with repeats and keeps the first of each by dict.fromkeys
def topological_order(parents):
    def walk(name):
        for p in parents[name]:
            yield from walk(p)
        yield name
    return list(dict.fromkeys(x for name in parents for x in walk(name)))


# %% wrong | Value | times: the slopes are swapped (own number along itself)
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (self.data, other.data))

    def tanh(self):
        out = np.tanh(self.data)
        slope = 1.0 - out * out
        return Value(out, (self,), (slope,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        topo = []
        visited = set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for p in v.parents:
                    build_topo(p)
                topo.append(v)
        build_topo(self)
        self.grad = 1.0
        for v in topo[::-1]:
            for i in range(len(v.parents)):
                v.parents[i].grad += v.slopes[i] * v.grad


# %% wrong | Value | times: where the two numbers are equal it takes them for the same value, so the second of two equal values is no parent and gets no gradient
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        if self.data == other.data:
            return Value(self.data ** 2, (self, self), (self.data, self.data))
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
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


# %% wrong | Value | times: a product with 0 is returned without parents and slopes, so the gradient along the factor 0 is lost
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


# %% wrong | Value | times: changes its own number in place and returns itself instead of a new Value
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


# %% wrong | Value | tanh: the slope is 1 - a**2 with the number a before the tanh
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
        return Value(np.tanh(self.data), (self,), (1 - self.data**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self):
        topo = []
        visited = set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for p in v.parents:
                    build_topo(p)
                topo.append(v)
        build_topo(self)
        self.grad = 1.0
        for v in topo[::-1]:
            for i in range(len(v.parents)):
                v.parents[i].grad += v.slopes[i] * v.grad


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


# %% wrong | Value | tanh and log: parents and slopes are no tuples, the comma in (self,) is missing
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


# %% wrong | Value | tanh: a helper of its own has (e^-a - e^a) in the numerator, so the sign of the result is wrong (the slope is right)
def my_tanh(x):
    return (np.exp(-x) - np.exp(x)) / (np.exp(x) + np.exp(-x))


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
        t = my_tanh(self.data)
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


# %% wrong | Value | log: logarithm to the base 10 with the slope of the natural one
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
        return Value(np.log10(self.data), (self,), (1 / self.data,))

    def backward(self):
        topo = []
        visited = set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for p in v.parents:
                    build_topo(p)
                topo.append(v)
        build_topo(self)
        self.grad = 1.0
        for v in topo[::-1]:
            for i in range(len(v.parents)):
                v.parents[i].grad += v.slopes[i] * v.grad


# %% wrong | Value | log: an eps of 1e-5 is added to the number in the log and in the slope
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
        eps = 1e-5
        return Value(np.log(self.data + eps), (self,), (1 / (self.data + eps),))

    def backward(self):
        topo = []
        visited = set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for p in v.parents:
                    build_topo(p)
                topo.append(v)
        build_topo(self)
        self.grad = 1.0
        for v in topo[::-1]:
            for i in range(len(v.parents)):
                v.parents[i].grad += v.slopes[i] * v.grad


# %% wrong | Value | log: floor division in the slope, 1 // a is 0 for every a above 1 (and rounded down below)
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
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 // self.data,))

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


# %% wrong | Value | log: for a = 1 the result is 0, the truth test takes that for nothing and the slope becomes 0 instead of 1
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


# %% wrong | Value | log: clips a at 1e-3, so result and slope are wrong for small numbers
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


# %% wrong | Value | backward: = instead of +=, a value that is used twice keeps only one part
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
                parent.grad = slope * value.grad


# %% wrong | Value | backward: the result's own grad is never set to 1, all gradients stay 0
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
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self):
        order = []
        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)
        visit(self)
        for value in reversed(order):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | backward: goes through the order from the front instead of from the end
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
        for value in order:
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | backward: recursive and passes on the grad gathered so far at every visit, so a value with parents that is used twice passes its first part on twice
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
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        self.grad = 1.0

        def send(value):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad
                send(parent)

        send(self)


# %% wrong | Value | backward: calls backward of the parents, which sets their grad to 1 again
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
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self):
        self.grad = 1.0
        for parent, slope in zip(self.parents, self.slopes):
            parent.backward()
            parent.grad += slope * self.grad


# %% wrong | Value | backward: breadth-first queue with a visited list; a value passes on when first reached and not when complete
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
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        self.grad = 1.0
        queue = [self]
        seen = [self]
        while queue:
            value = queue.pop(0)
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad
                if parent not in seen:
                    seen.append(parent)
                    queue.append(parent)


# %% wrong | Value | backward: walks in pre-order, which is right only as long as every value used twice has no parents itself
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
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self):
        order = []
        def visit(v):
            if v in order:
                return
            order.append(v)
            for p in v.parents:
                visit(p)
        visit(self)
        self.grad = 1.0
        for v in order:
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% wrong | Value | backward: recognises visited values by their number, so of two values with the same number only one is visited
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
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order, seen = [], set()
        def visit(v):
            if v.data in seen:
                return
            seen.add(v.data)
            for p in v.parents:
                visit(p)
            order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% wrong | Value | backward: __eq__ compares the numbers, so `in order` takes two values with the same number for one
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __eq__(self, other):
        return isinstance(other, Value) and self.data == other.data

    def __hash__(self):
        return hash(self.data)

    def times(self, other):
        product = self.data * other.data
        slopes = (other.data, self.data)
        return Value(product, (self, other), slopes)

    def tanh(self):
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


# %% wrong | Value | backward: a dict from parent to slope keeps only one of two entries when a value is used twice in the same operation (x times x, x plus x)
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


# %% wrong | Value | backward: mutable default argument, the order of an earlier call stays and passes its gradients on again in the next call
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
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self, order=[]):
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


# %% wrong | Value | backward: stops the whole loop (break) at the first value whose grad is 0, the others after it get nothing
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
            if value.grad == 0:
                break
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | backward: takes grad == 0 as the mark of a value not visited yet and has no topological order; a value with parents that is used twice is passed on before all parts are there (or twice, if its first part is 0)
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
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self):
        self.grad = 1.0
        todo = [self]
        while todo:
            v = todo.pop()
            for p, s in zip(v.parents, v.slopes):
                if p.grad == 0:
                    todo.append(p)
                p.grad += s * v.grad


# %% wrong | Value | backward: sets the grad of every inner value back to 0 after passing it on, so only the leaves keep theirs
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
            if value.parents:
                value.grad = 0.0


# %% wrong | Value | backward: += 1 for its own grad instead of setting it to 1; wrong at a second call on the same value
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
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self):
        order = []
        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)
        visit(self)
        self.grad += 1.0
        for value in order[::-1]:
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


# %% wrong | Value | backward: returns at once on a value without parents and does not set its grad to 1
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
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        if not self.parents:
            return
        order = []
        def visit(v):
            for p in v.parents:
                if p not in order:
                    visit(p)
            order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% wrong | Value | two mistakes: tanh has the slope 1 + t**2, and backward assigns with = instead of adding
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
        return Value(t, (self,), (1 + t**2,))

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
        self.grad = 1
        order.reverse()
        for v in order:
            for k, p in enumerate(v.parents):
                p.grad = v.slopes[k] * v.grad


# %% right | Value | style of micrograd: build_topo with a set, reversed(topo)
class Value:
    """ stores a single scalar value and its gradient """

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.parents = tuple(parents)
        self.slopes = tuple(slopes)

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        out = Value(self.data * other.data, (self, other), (other.data, self.data))
        return out

    def tanh(self):
        x = self.data
        t = np.sign(x) * (1 - np.exp(-2 * abs(x))) / (1 + np.exp(-2 * abs(x)))
        out = Value(t, (self,), (1 - t**2,))
        return out

    def log(self):
        out = Value(np.log(self.data), (self,), (self.data ** -1.0,))
        return out

    def backward(self):
        topo = []
        visited = set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v.parents:
                    build_topo(child)
                topo.append(v)
        build_topo(self)
        self.grad = 1
        for v in reversed(topo):
            for child, slope in zip(v.parents, v.slopes):
                child.grad = child.grad + slope * v.grad

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"


# %% right | Value | Kahn on the way back: counts how many parts each value waits for and passes on when all are there
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
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self):
        waiting = {}
        stack, seen = [self], {id(self)}
        while stack:
            v = stack.pop()
            for p in v.parents:
                waiting[id(p)] = waiting.get(id(p), 0) + 1
                if id(p) not in seen:
                    seen.add(id(p))
                    stack.append(p)
        self.grad = 1.0
        ready = [self]
        while ready:
            v = ready.pop()
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad
                waiting[id(p)] -= 1
                if waiting[id(p)] == 0:
                    ready.append(p)


# %% right | Value | every Value gets a running number when it is made; sorting by it is a topological order
class Value:
    made = 0

    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0
        Value.made += 1
        self.number = Value.made

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        out = np.tanh(self.data)
        slope = 1.0 - out * out
        return Value(out, (self,), (slope,))

    def log(self):
        return Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        family = {self}
        todo = [self]
        while todo:
            for p in todo.pop().parents:
                if p not in family:
                    family.add(p)
                    todo.append(p)
        self.grad = 1.0
        for v in sorted(family, key=lambda v: v.number, reverse=True):
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% right | Value | stops before index 0 of the order, which always is a value without parents; math instead of NumPy
import math


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
        t = math.tanh(self.data)
        return Value(t, (self,), ((1 - t) * (1 + t),))

    def log(self):
        return Value(math.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        order = []
        def visit(value):
            if value not in order:
                for parent in value.parents:
                    visit(parent)
                order.append(value)
        visit(self)
        self.grad = 1.0
        for i in range(len(order) - 1, 0, -1):
            v = order[i]
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% right | Value | dataclass without eq, helper function outside of the class, default parameter of its own
from dataclasses import dataclass


def _order(value, found=None):
    found = [] if found is None else found
    if not any(value is v for v in found):
        for p in value.parents:
            _order(p, found)
        found.append(value)
    return found


@dataclass(eq=False)
class Value:
    data: float
    parents: tuple = ()
    slopes: tuple = ()
    grad: float = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other: "Value") -> "Value":
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self) -> "Value":
        t = float(np.tanh(self.data))
        return Value(t, (self,), (1 - t * t,))

    def log(self) -> "Value":
        return Value(float(np.log(self.data)), (self,), (1 / float(self.data),))

    def backward(self) -> None:
        self.grad = 1.0
        for v in _order(self)[::-1]:
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% right | Value | uses topological_order on a dict of ids; operations by lambda
def topological_order(parents):
    order = []
    def visit(name):
        if name in order:
            return
        for p in parents[name]:
            visit(p)
        order.append(name)
    for name in parents:
        visit(name)
    return order


class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data, self.parents, self.slopes, self.grad = data, parents, slopes, 0.0

    plus = lambda self, other: Value(self.data + other.data, (self, other), (1.0, 1.0))
    times = lambda self, other: Value(self.data * other.data, (self, other), (other.data, self.data))
    tanh = lambda self: Value(np.tanh(self.data), (self,), (1 - np.tanh(self.data) ** 2,))
    log = lambda self: Value(np.log(self.data), (self,), (1 / self.data,))

    def backward(self):
        by_id = {}
        todo = [self]
        while todo:
            v = todo.pop()
            if id(v) not in by_id:
                by_id[id(v)] = v
                todo += v.parents
        graph = {k: [id(p) for p in v.parents] for k, v in by_id.items()}
        self.grad = 1.0
        for k in reversed(topological_order(graph)):
            v = by_id[k]
            for p, s in zip(v.parents, v.slopes):
                p.grad += s * v.grad


# %% right | Value | times notes its parents in the order (other, self), with the slopes turned round in the same way
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.parents = parents
        self.slopes = slopes
        self.grad = 0.0

    def plus(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def times(self, other):
        return Value(other.data * self.data, (other, self), (self.data, other.data))

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


# %% right | Value | no order at all: each part is sent along every path by itself (only the new part, not the sum), which gives the same sums but takes exponential time in deep graphs of values used twice
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
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def log(self):
        result = np.log(self.data)
        return Value(result, parents=(self,), slopes=(1.0 / self.data,))

    def backward(self):
        def send(value, part):
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * part
                send(parent, slope * part)

        self.grad = 1.0
        send(self, 1.0)
