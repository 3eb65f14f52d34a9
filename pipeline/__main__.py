"""`python -m pipeline` is the console script `nightdesk`."""

import sys

from pipeline.commands.cli import main

if __name__ == "__main__":
    sys.exit(main())
