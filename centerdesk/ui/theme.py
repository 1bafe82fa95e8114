"""The look: a dozen tokens, from which the palette, the style sheet and the icons' colours are made."""

import re
from enum import Enum
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from centerdesk.base.paths import shipped

SCALES = (100, 125, 150)
FAMILY = "Noto Sans SC"
TOKENS = {
    "canvas": "#F4F7F6",
    "surface": "#FFFFFF",
    "line": "#E2E8E5",
    "edge": "#C4D0CB",
    "text": "#1D2927",
    "soft": "#566561",
    "accent": "#0F766E",
    "accent_deep": "#0B5F58",
    "tint": "#E2F1EE",
    "hover": "#F1F6F4",
    "alarm": "#A6301C",
    "bar": "#8CC4BC",
}
_scale = 1.0


class Tone(Enum):
    """What a state means: the colour of its words, and of the ground under them."""

    OK = "#1C6E3F", "#DDF2E4"
    WARN = "#825400", "#FFF0C9"
    ALARM = "#A6301C", "#FCE1DB"
    INFO = "#245C9C", "#DFECFA"
    MUTE = "#55625E", "#EBEFED"
    ACCENT = "#0B5F58", "#E2F1EE"

    @property
    def text(self) -> QColor:
        """The colour of the words."""
        return QColor(self.value[0])

    @property
    def ground(self) -> QColor:
        """The colour under them."""
        return QColor(self.value[1])


def colour(token: str) -> QColor:
    """A token's colour."""
    return QColor(TOKENS[token])


def px(size: float) -> int:
    """A length of the design in the scale people chose (大字 makes all of it larger, not the letters alone)."""
    return round(size * _scale)


def scale() -> float:
    """The scale in use: 1.0, 1.25 or 1.5."""
    return _scale


def font(size: int = 14, bold: bool = False) -> QFont:
    """One of the five sizes of type: 12, 14, 16, 20, 28."""
    made = QFont(FAMILY)
    made.setPixelSize(px(size))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def apply(app: QApplication, percent: int) -> None:
    """Give the whole program this look in a scale of 100, 125 or 150 percent."""
    global _scale
    _scale = percent / 100
    icon.cache_clear()
    _load_fonts()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette())
    app.setFont(font())
    app.setStyleSheet(_style_sheet())


@cache
def _load_fonts() -> None:
    for file in sorted((shipped("resources") / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _palette() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(colour("surface"), colour("canvas"))
    for name, token in {
        role.Window: "canvas",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "hover",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.PlaceholderText: "soft",
        role.Highlight: "tint",
        role.HighlightedText: "text",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "text",
        role.ToolTipText: "surface",
        role.Mid: "line",
        role.Midlight: "line",
        role.Light: "surface",
        role.Dark: "edge",
        role.Shadow: "edge",
    }.items():
        palette.setColor(name, colour(token))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, colour("soft"))
    return palette


def _style_sheet() -> str:
    """resources/theme.qss with the tokens filled in and all lengths but hairlines in the scale."""
    plain = Template((shipped("resources") / "theme.qss").read_text("utf-8")).substitute(TOKENS)
    return re.sub(r"\b(\d+)px", lambda found: f"{_length(int(found[1]))}px", plain)


def _length(size: int) -> int:
    return size if size <= 1 else px(size)


@cache
def icon(name: str, token: str = "soft", size: int = 18) -> QIcon:
    """One of the shipped line icons in a token's colour (or a colour as #RRGGBB), as sharp as the screen is."""
    side = px(size)
    found = QIcon()
    for words, mode in ((token, QIcon.Mode.Normal), ("edge", QIcon.Mode.Disabled)):
        found.addPixmap(_drawn(name, words, side), mode)
    return found


def pixmap(name: str, token: str = "soft", size: int = 18) -> QPixmap:
    """An icon as a picture, for a label."""
    return icon(name, token, size).pixmap(QSize(px(size), px(size)))


def _drawn(name: str, token: str, side: int) -> QPixmap:
    ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]  # there is one by now
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    file = shipped("resources") / "icons" / f"{name}.svg"
    # QSvgRenderer paints currentColor black.
    drawing = file.read_text("utf-8").replace("currentColor", TOKENS.get(token, token))
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
