"""Text: English in code, marked with N_ where declared, translated by _ where shown."""

import gettext as _gettext
from functools import cache

from centerdesk.base.paths import shipped

LANGUAGE = "zh_CN"


@cache
def _catalog() -> _gettext.NullTranslations:
    return _gettext.translation("centerdesk", str(shipped("i18n")), [LANGUAGE])


def _(text: str) -> str:
    """The text in the language of the window."""
    return _catalog().gettext(text) if text else ""


def N_(text: str) -> str:  # noqa: N802 - the name gettext knows
    """Mark a text for the catalog where it is declared; it is translated where it is shown."""
    return text
