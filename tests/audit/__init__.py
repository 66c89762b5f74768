"""Checks of what readers see, for `make audit` and short tests."""
