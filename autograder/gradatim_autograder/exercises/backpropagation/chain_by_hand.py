"""A prediction: the gradients of a small graph, by hand."""

from gradatim.text import N_

from gradatim_autograder.exercise import declare

# L = (a + b * c) * d with a = 2, b = 3, c = -2, d = 5, as in the notebook: b c = -6, q = -4, L = -20.
exercise = declare(
    "chain_by_hand",
    returns=("da", "db", "dc", "dd"),
    points={"da": 0.5, "db": 0.5, "dc": 0.5, "dd": 0.5},
    section=N_("The chain rule on a graph"),
    reveal=False,
)


@exercise.reference
def chain_by_hand():
    da = 5
    db = -10
    dc = 15
    dd = -4
    return da, db, dc, dd


exercise.probes(once=lambda rng: ())

exercise.wrong_lines("""
last_step_only: db and dc are the slopes of b c alone. Multiply each by what comes back to the product from L.
    db = -2 ;; dc = 3
times_loss: All four are multiplied by the value of L. The way back should start with 1: if L grows by 1, L grows by 1.
    return -100, 200, -300, 80
b_and_c_exchanged: db and dc are exchanged. At b times c each should get the value of the other one.
    db = 15 ;; dc = -10
da_is_one: da is 1 here. The plus should pass on what comes back to it, and that is not 1.
    da = 1
da_times_its_value: da is multiplied by the value of a. A plus should pass on what comes back as it is.
    da = 10
dd_is_its_value: dd is the value of d. At the last product d should get the value of the other side.
    dd = 5
values_of_the_way_forward: These are the values of a, b, c and d. Wanted are the slopes of L along them.
    return 2, 3, -2, 5
sign_lost: A minus sign is lost: c is -2, and a + b c is -4.
    db = 10 ;; dd = 4
    db = 10
    dd = 4
dd_from_product_only: dd is the value of b c alone. It should be the value of all that d is multiplied by.
    dd = -6
d_forgotten: da, db and dc lack what comes back to the plus. Multiply by it: the other side of the last product.
    return 1, -2, 3, -4
dd_is_one: dd is 1 here. d takes part in the last product: dd should be the value of the other side.
    dd = 1
""")

exercise.alternatives("""
as products: return 5.0, 5 * -2.0, 5 * 3.0, 2.0 + 3.0 * -2.0
array: return np.array([5, -10, 15, -4]).tolist()
""")
