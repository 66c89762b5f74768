"""Case files: reading, checking, loading and dumping them."""

from claims.case_files.dumping import dump
from claims.case_files.loading import LoadRefused, Report, load
from claims.case_files.yaml_source import Problem

__all__ = ["LoadRefused", "Problem", "Report", "dump", "load"]
