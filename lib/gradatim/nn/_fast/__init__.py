"""What makes the layers quick, and is no part of what a network is: how arrays lie in memory, and what reads them."""
