"""python -m centerdesk: the window."""

import argparse
import sys
from datetime import date
from pathlib import Path

from centerdesk.base.i18n import _


def main(arguments: list[str] | None = None) -> int:
    """Read what was asked for on the command line, and open the window."""
    parser = argparse.ArgumentParser(prog="centerdesk", description=_("CenterDesk: the window"))
    parser.add_argument("--data", type=Path, metavar="FOLDER", help=_("the centre's folder"))
    parser.add_argument(
        "--sample", action="store_true", help=_("open the sample centre with invented children")
    )
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help=_("the day it is taken to be")
    )
    parser.add_argument(
        "--scale", type=int, choices=(100, 125, 150), help=_("size of all that is shown, in percent")
    )
    asked = parser.parse_args(arguments)
    from centerdesk.ui.app import Options, run

    return run(Options(asked.data, asked.sample, asked.today, asked.scale))


if __name__ == "__main__":
    sys.exit(main())
