"""Case files: reading them with line numbers, loading them whole or not at all, and writing them back."""

from claims.casefile.dumping import dump
from claims.casefile.loading import Refused, Report, load
from claims.casefile.source import Problem

__all__ = ["Problem", "Refused", "Report", "dump", "load"]
