# %% [markdown]
# # Questions and answers
#
# What people ask who have come so far, and answers in the words of this course.
