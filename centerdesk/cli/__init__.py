"""The program without a screen: one file a command, found in `commands`."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run a command; exit code 0, 1 with a sentence, or 2 for wrong usage."""
    from centerdesk.cli.run import run

    return run(sys.argv[1:] if arguments is None else arguments)
