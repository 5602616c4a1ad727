"""A prediction: a value that reaches the loss on two paths."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

# u = x + 1, v = x * x, L = u * v at x = 3, as in the notebook: u = 4, v = 9, L = 36.
exercise = prediction(
    "predict_two_paths",
    returns=("dx",),
    points={"dx": 1},
    section=N_("Two paths add up"),
    value="33",
    also=("9.0 * 1 + 4 * 2 * 3.0", "np.array(33)"),
)

exercise.wrong_values("""
path_of_u_only: That is the path through u alone. x reaches L through v as well.
    9
path_of_v_only: That is the path through v alone. x reaches L through u as well.
    24
paths_multiplied: The two paths are multiplied. Multiply the slopes along each path, then add the paths.
    216
loss_itself: That is the value of L. Wanted is its slope along x.
    36
square_once: The slope of v is taken as x. It should be twice x: x meets the product x * x on both sides.
    21
slopes_of_u_and_v_only: That is 1 + 6, the slopes of u and v alone. Multiply each by what comes back to it.
    7
u_and_v_exchanged: At the last product u and v get their own values. Each should get the value of the other one.
    58
slope_of_u_and_v_multiplied: The slopes of u and v are multiplied. Follow each path back from L.
    6
u_forgotten: The path through v counts as 6, the slope of v alone. Multiply the 6 by what comes back to v: the value
of u.
    15
v_forgotten: The path through u counts as 1, the slope of u alone. Multiply the 1 by what comes back to u: the value
of v.
    25
""")
