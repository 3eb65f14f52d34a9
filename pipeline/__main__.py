"""`python -m pipeline` is the console script `nightdesk`."""

from pipeline.commands.cli import command

if __name__ == "__main__":
    command()
