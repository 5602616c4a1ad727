"""A prediction: the shape of a matrix plus a vector."""

from gradatim.text import N_

from gradatim_autograder.exercise import prediction

exercise = prediction(
    "predict_shape",
    returns=("shape",),
    points={"shape": 1},
    section=N_("Broadcasting: a vector added to every row"),
    value="(4, 3)",
    also=("[4, 3]", "np.array([4, 3])"),
)

exercise.wrong_values("""
rows_and_columns_exchanged: The order is (rows, columns), as in X.shape.
    (3, 4)
shape_of_vector: That is the shape of the vector alone. The sum has a row for every row of the matrix.
    (3,)
row_appended: The vector is not put below the matrix as one more row; it is added to each row.
    (5, 3)
sizes_added: Shapes are not added. Adding numbers does not make an array larger.
    (4, 6)
    (7, 3)
number_of_entries: That is how many numbers the sum holds. Its shape says how many rows and columns.
    12
    (12,)
rows_only: That is the number of rows alone. The sum has columns too: (rows, columns).
    4
    (4,)
""")
