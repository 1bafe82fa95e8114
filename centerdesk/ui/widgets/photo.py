"""A person's photo, small; and the field in which it is chosen."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from centerdesk.base.i18n import _
from centerdesk.images import portrait
from centerdesk.ui import theme
from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import button, column, row

_WIDTH, _HEIGHT = 48, 64


class Photo(QLabel):
    """A photo in a fixed place; without one a figure stands there."""

    def __init__(self, content: bytes | None, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedSize(px(_WIDTH), px(_HEIGHT))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_photo(content)

    def show_photo(self, content: bytes | None) -> None:
        """Show another photo, or none."""
        if content is None:
            self.setPixmap(theme.pixmap("user", "edge", 32))
            return
        ratio = self.devicePixelRatioF()
        picture = QPixmap()
        picture.loadFromData(content)
        picture = picture.scaled(
            self.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)


class PhotoField(QWidget):
    """A photo, chosen from a file; it is made small at once, so that what can't be read is said at once."""

    changed = Signal()

    def __init__(self, content: bytes | None, name: str) -> None:
        super().__init__()
        self.content, self.is_changed = content, False
        self._photo = Photo(content, name)
        self.choose_button = button(_("Choose a photo"), self._on_choose, icon="image")
        self.remove_button = button(_("Take the photo out"), self._on_remove, kind="link")
        self.remove_button.setVisible(content is not None)
        self.setLayout(
            row(self._photo, column(None, row(self.choose_button, self.remove_button, None), None))
        )

    def take(self, file: Path) -> None:
        """Take the photo from a file; UserError when it is no picture."""
        self._show(portrait(file.read_bytes()))

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Choose a photo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Pictures (*.jpg *.jpeg *.png *.webp *.bmp)"))
        dialog.fileSelected.connect(lambda file: self.take(Path(file)))
        dialog.open()

    def _on_remove(self) -> None:
        self._show(None)

    def _show(self, content: bytes | None) -> None:
        self.content, self.is_changed = content, True
        self._photo.show_photo(content)
        self.remove_button.setVisible(content is not None)
        self.changed.emit()
