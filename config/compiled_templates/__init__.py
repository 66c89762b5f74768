"""Templates turned into Python once, and not walked node by node for each page."""
