"""Pages of the desk about a case as a whole."""
