"""The process that reads one file: python -m councils.extraction FORMAT."""

import sys

from councils.extraction.child import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
