"""Text: English in code, marked with N_ where declared, translated by _ where shown."""

import gettext as _gettext
import re
import tomllib
from functools import cache

from centerdesk.base.paths import shipped

LANGUAGE = "zh_CN"
CENTRE, KINDERGARTEN = "centre", "kindergarten"

_vocabulary = CENTRE


@cache
def _catalog() -> _gettext.NullTranslations:
    return _gettext.translation("centerdesk", str(shipped("i18n")), [LANGUAGE])


def _(text: str) -> str:
    """The text in the language of the window and the vocabulary of the centre."""
    return _shown(text, _vocabulary) if text else ""


def N_(text: str) -> str:  # noqa: N802 - the name gettext knows
    """Mark a text for the catalog where it is declared; it is translated where it is shown."""
    return text


def use_vocabulary(vocabulary: str) -> None:
    """Speak as a childcare centre (入托 离托 负责人) or as a kindergarten (入园 离园 园长), until told otherwise."""
    global _vocabulary
    _vocabulary = vocabulary


@cache
def _shown(text: str, vocabulary: str) -> str:
    translated = _catalog().gettext(text)
    if vocabulary == CENTRE:
        return translated
    terms, whole = _terms(vocabulary)
    if translated in whole:
        return whole[translated]
    # Names of laws stand in 《》 and stay as they are.
    words = re.compile("《[^》]*》|" + "|".join(map(re.escape, terms)))
    return words.sub(lambda found: terms.get(found[0], found[0]), translated)


@cache
def _terms(vocabulary: str) -> tuple[dict[str, str], dict[str, str]]:
    """The vocabulary's words by ours, and by texts that are nothing but the word; all stand in one table."""
    table = tomllib.loads((shipped("resources") / "terms.toml").read_text("utf-8"))
    return table[vocabulary], table["whole"][vocabulary]
