class FileRefused(ValueError):
    """A file is not read; its words say why, and how to go on."""
