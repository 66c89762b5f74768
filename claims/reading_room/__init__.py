"""The reading room: a stored text, in which words are selected to enter them."""
