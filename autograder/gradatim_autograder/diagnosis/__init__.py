"""Which mistake is it? What is said of an answer that is not right, the surest first."""
