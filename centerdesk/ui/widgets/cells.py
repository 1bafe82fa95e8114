"""How cells are painted: text, pills and badges with the same margins as the heads above them."""

from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from centerdesk.ui import theme
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.table import LOOK, PLAIN, Index, Look

MARGIN, TIGHT_MARGIN = 12, 4
ROW_HEIGHT = 36


class CellDelegate(QStyledItemDelegate):
    """Paints a cell by its look; the selected row is tinted and bears a bar at its left while keys go there."""

    def __init__(self, parent: QObject, margin: int = MARGIN) -> None:
        super().__init__(parent)
        self._margin = margin

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option  # the stubs leave out an option's fields
        rect: QRect = styled.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = index.data(LOOK) or PLAIN
        if look.ground:
            painter.fillRect(rect, theme.colour(look.ground))
        self._ground(painter, option, index)
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        # What stands in the middle needs no margins; columns of a month have no room for any.
        margin = 0 if alignment & Qt.AlignmentFlag.AlignHCenter else px(self._margin)
        inner = rect.adjusted(margin + px(16) * look.indent, 0, -margin, 0)
        if look.pill:
            if text:
                paint_pill(painter, inner, text, look.pill, alignment)
        else:
            _paint_text(painter, inner, text, look, alignment)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        look = index.data(LOOK) or PLAIN
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        width = _width(text, look) + px(16) * look.indent + 2 * px(self._margin) + px(4)
        return QSize(width, px(ROW_HEIGHT))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        rect: QRect = styled.rect
        state: QStyle.StateFlag = styled.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("tint"))
            view: Any = styled.widget
            if index.column() == 0 and isinstance(view, QTableView) and view.hasFocus():
                painter.fillRect(QRect(rect.x(), rect.y(), px(3), rect.height()), theme.colour("accent"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))


def pill_width(text: str) -> int:
    """How wide a pill with these words is."""
    return _metrics(12).horizontalAdvance(text) + px(20)


def paint_pill(
    painter: QPainter,
    place: QRect,
    text: str,
    tone: Tone,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """A pill in the middle of the row's height."""
    width, height = min(pill_width(text), place.width()), px(22)
    left = place.x()
    if alignment & Qt.AlignmentFlag.AlignRight:
        left = place.right() - width + 1
    elif alignment & Qt.AlignmentFlag.AlignHCenter:
        left = place.x() + (place.width() - width) // 2
    rect = QRect(left, place.y() + (place.height() - height) // 2, width, height)
    painter.setPen(theme.colour("edge") if tone is Tone.MUTE else Qt.PenStyle.NoPen)
    painter.setBrush(tone.ground)
    painter.drawRoundedRect(rect, height / 2, height / 2)
    painter.setFont(theme.font(12))
    painter.setPen(tone.text)
    shown = _metrics(12).elidedText(text, Qt.TextElideMode.ElideRight, width - px(12))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), shown)


def _paint_text(painter: QPainter, place: QRect, text: str, look: Look, alignment: Qt.AlignmentFlag) -> None:
    badges = sum(pill_width(words) + px(8) for words, _tone in look.badges)
    metrics = _metrics(14, look.bold)
    whole = metrics.horizontalAdvance(text)
    # A name is more than its badges: they give way first.
    width = max(place.width() - badges, min(whole, place.width()))
    painter.setFont(theme.font(14, look.bold))
    painter.setPen(QColor(theme.TOKENS[look.token]))
    shown = text if whole <= width else metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.drawText(QRect(place.x(), place.y(), width, place.height()), int(alignment), shown)
    if not look.badges:
        return
    left = place.x() + metrics.horizontalAdvance(shown) + px(8)
    for words, tone in look.badges:
        room = place.right() - left + 1
        if room < px(36):
            break
        paint_pill(painter, QRect(left, place.y(), room, place.height()), words, tone)
        left += pill_width(words) + px(8)


def _width(text: str, look: Look) -> int:
    if look.pill:
        return pill_width(text)
    badges = sum(pill_width(words) + px(8) for words, _tone in look.badges)
    return _metrics(14, look.bold).horizontalAdvance(text) + badges


def _metrics(size: int, bold: bool = False) -> QFontMetrics:
    return _measured(size, bold, theme.scale())


@cache
def _measured(size: int, bold: bool, _scale: float) -> QFontMetrics:
    """Made once for each scale: a list asks several times for each of its cells."""
    return QFontMetrics(theme.font(size, bold))
