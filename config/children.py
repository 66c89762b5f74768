"""Processes that do not outlive the one that started them, and those in a folder."""

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1

# Looked up before any fork: a child between fork and exec must not import or allocate much.
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


def die_with_parent(how=signal.SIGTERM):
    """Have the kernel send this process a signal when its parent ends.

    Linux only. Elsewhere this does nothing, and `atexit` has to do.
    """
    if _prctl:
        _prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0)


def bound(how=signal.SIGTERM):
    """A `preexec_fn` for a child that must get a signal when this process ends."""
    parent = os.getpid()

    def before_exec():
        die_with_parent(how)
        # The parent may have ended between the fork and the call above.
        if os.getppid() != parent:
            os._exit(1)

    return before_exec


def processes_in(folder):
    """Processes whose working directory is `folder`, as a server's are. Linux only."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.path.samefile(entry / "cwd", folder):
                found.append(int(entry.name))
        except OSError:  # gone, a zombie, or another user's
            continue
    return found
