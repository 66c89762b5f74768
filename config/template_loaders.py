"""Templates without indentation: even compressed, a page is a tenth lighter."""

import re

from django.template.loaders import app_directories, filesystem

_INDENTATION = re.compile(r"\n[ \t]+")


class _WithoutIndentation:
    """Loads HTML without indentation.

    Its lines stay, so that an error names the right one.
    """

    def get_contents(self, origin) -> str:
        contents = super().get_contents(origin)
        return _INDENTATION.sub("\n", contents) if origin.template_name.endswith(".html") else contents


class FolderLoader(_WithoutIndentation, filesystem.Loader):
    """Finds the project's own templates."""


class AppLoader(_WithoutIndentation, app_directories.Loader):
    """Finds the templates that apps bring."""
