"""argparse's own words, marked for our catalog, so that usage and its errors are not English."""

import gettext
import os

from centerdesk.base.i18n import LANGUAGE, N_
from centerdesk.base.paths import shipped

# The msgids of Python 3.11-3.13.
_WORDS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)


def speak_to_argparse() -> None:
    """Let argparse, which asks Python's default catalog, find our translations there."""
    os.environ["LANGUAGE"] = LANGUAGE
    gettext.bindtextdomain("centerdesk", str(shipped("i18n")))
    gettext.textdomain("centerdesk")
