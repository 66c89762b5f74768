class Refused(ValueError):
    """A file is not read; its words say why, and how to go on."""
