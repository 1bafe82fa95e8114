"""A paper with what one looks at it with: thumbnails, zoom, the way from page to page."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.ui.widgets.basics import button, column, icon_button, label, row
from centerdesk.ui.widgets.page_strip import PageStrip
from centerdesk.ui.widgets.paper_view import FIT, PaperView

_STRIP, _ZOOM = "papers/strip", "papers/zoom"


class PaperDesk(QWidget):
    """Shows a PDF; zoom and thumbnails are remembered on this machine."""

    def __init__(self) -> None:
        super().__init__()
        self.view, self.strip = PaperView(), PageStrip()
        self.page_label = label("", 12, soft=True)
        self.before_button = icon_button("chevron-left", _("Previous page"), lambda: self._turn(-1))
        self.next_button = icon_button("chevron-right", _("Next page"), lambda: self._turn(1))
        self.strip_button = icon_button("columns-3", _("Show small pages"), self._on_strip)
        self.strip_button.setCheckable(True)
        self.strip_button.setChecked(str(QSettings().value(_STRIP, "yes")) == "yes")
        self.smaller_button = icon_button("minus", _("Smaller  Ctrl+-"), lambda: self.view.zoom_by(-1))
        self.larger_button = icon_button("plus", _("Larger  Ctrl++"), lambda: self.view.zoom_by(1))
        self.zoom_label = label("", 12, soft=True)
        self.fit_button = button(_("Fit width"), lambda: self.view.set_zoom(FIT), kind="link")
        self.full_button = button("100 %", lambda: self.view.set_zoom(1), kind="link", tip="Ctrl+0")
        self._count = 0
        self.view.page_changed.connect(self._on_page)
        self.view.zoomed.connect(self._on_zoomed)
        self.strip.page_chosen.connect(self.view.go_to_page)
        self.strip.hide()
        self._build()
        self._read_zoom()

    def _build(self) -> None:
        pages = row(self.view, self.strip, gap=0)
        pages.setStretch(0, 1)
        self.tools = QWidget()
        tools = row(
            self.before_button,
            self.page_label,
            self.next_button,
            None,
            self.smaller_button,
            self.zoom_label,
            self.larger_button,
            4,
            self.fit_button,
            self.full_button,
            4,
            self.strip_button,
            gap=4,
        )
        tools.setContentsMargins(8, 2, 8, 2)
        self.tools.setLayout(tools)
        layout = column(pages, self.tools, gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_paper(
        self, title: str, pdf: bytes, sizes: Sequence[tuple[float, float]], *, keep_place: bool = False
    ) -> None:
        """Show a PDF whose pages have these sizes in points."""
        self._count = len(sizes)
        self._title = title
        self._show_strip()
        self.strip.show_paper(pdf, sizes)
        self.view.show_paper(pdf, sizes, keep_place=keep_place)

    def _on_page(self, page: int) -> None:
        text = _("Page {n} of {total}").format(n=page + 1, total=self._count)
        self.page_label.setText(text)
        self.view.setAccessibleName(f"{self._title} {text}")
        self.before_button.setEnabled(page > 0)
        self.next_button.setEnabled(page < self._count - 1)
        self.strip.mark(page)

    def _turn(self, pages: int) -> None:
        self.view.go_to_page(self.view.page + pages)

    def _on_strip(self) -> None:
        QSettings().setValue(_STRIP, "yes" if self.strip_button.isChecked() else "no")
        self._show_strip()

    def _show_strip(self) -> None:
        """One page alone needs no thumbnails."""
        self.strip_button.setVisible(self._count > 1)
        self.strip.setVisible(self._count > 1 and self.strip_button.isChecked())

    def _on_zoomed(self) -> None:
        self.zoom_label.setText(f"{self.view.zoom:.0%}".replace("%", " %"))
        zoom = "" if self.view.fits else str(self.view.zoom)
        if str(QSettings().value(_ZOOM, "")) != zoom:
            QSettings().setValue(_ZOOM, zoom)

    def _read_zoom(self) -> None:
        try:
            self.view.set_zoom(float(str(QSettings().value(_ZOOM, "")) or FIT))
        except ValueError:
            self.view.set_zoom(FIT)
