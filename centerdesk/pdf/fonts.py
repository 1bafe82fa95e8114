"""The two fonts of all papers, and what they can't print."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from threading import Lock
from typing import Any

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics, ttfonts

from centerdesk.base.paths import shipped

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"

# The printers' mark for a type that isn't in the case: seen at once, never taken for part of a name.
GETA = "〓"

MakeCMap = Callable[[str, Sequence[int]], str]

_lock = Lock()  # reports are printed in a thread of their own


def use_fonts() -> None:
    """Make the fonts known to ReportLab; reads them the first time (some 120 ms)."""
    with _lock:
        _register()


@cache
def _register() -> None:
    ttfonts.makeToUnicodeCMap = _with_surrogates(ttfonts.makeToUnicodeCMap)
    for name in (REGULAR, BOLD):
        font = ttfonts.TTFont(name, str(shipped("resources") / "fonts" / f"{name}.ttf"))
        _draw_ticks(font.face)
        pdfmetrics.registerFont(font)
    for bold in (0, 1):  # <b> in a paragraph; <i> stays upright, Chinese has no italics
        for italic in (0, 1):
            addMapping(REGULAR, bold, italic, BOLD if bold else REGULAR)


def _draw_ticks(face: Any) -> None:
    """√ means a tick on our papers; Noto draws it as a root, with a bar. Copied text keeps the √."""
    root, tick = ord("√"), ord("✓")
    face.charToGlyph[root] = face.charToGlyph[tick]
    face.charWidths[root] = face.charWidths[tick]


def _with_surrogates(make: MakeCMap) -> MakeCMap:
    """Write characters above U+FFFF as UTF-16, or they are right on paper and wrong when searched or copied.

    ReportLab 5.1 writes their five digits.
    """

    def fixed(font: str, subset: Sequence[int]) -> str:
        return re.sub(r"<([0-9A-F]{5,6})>", _utf16, make(font, subset))

    return fixed


def _utf16(match: re.Match[str]) -> str:
    return f"<{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"


def missing_characters(text: str) -> str:
    """The characters of a text that paper can't show, each once, in their order."""
    printed = _characters()
    return "".join(
        dict.fromkeys(char for char in text if ord(char) not in printed and not _is_invisible(char))
    )


def printable(text: str) -> str:
    """The text as the fonts can print it: a missing character is 〓, never nothing."""
    return text.translate(_printed())


def _characters() -> dict[int, int]:
    """Code points the fonts hold; both are cut from one variable font, so they hold the same."""
    use_fonts()
    characters: dict[int, int] = pdfmetrics.getFont(REGULAR).face.charToGlyph
    return characters


def _is_invisible(char: str) -> bool:
    """Controls, joiners and variant selectors, which have no picture of their own."""
    return unicodedata.category(char) in ("Cc", "Cf") or unicodedata.name(char, "").startswith(
        "VARIATION SEL"
    )


class _Printed(dict[int, str | None]):
    """What `str.translate` puts for each code point; learns them as they come."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if char in "\n\t":
            result: str | None = "\n" if char == "\n" else " "
        elif _is_invisible(char):
            result = None
        else:
            result = char if code in _characters() else GETA
        self[code] = result
        return result


@cache
def _printed() -> _Printed:
    return _Printed()
