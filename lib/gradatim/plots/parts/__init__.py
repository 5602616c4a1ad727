"""What plots of several themes, and widgets, are drawn with and computed from."""
