"""A form: words, an input, and under it the sentence that says what is wrong with it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from centerdesk.ui.theme import px
from centerdesk.ui.widgets.basics import label

Field = TypeVar("Field", bound=QWidget)


class Form(QWidget):
    """Inputs by the name of the field that UserError knows them by."""

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._fields: dict[str, QWidget] = {}
        self._errors: dict[str, QLabel] = {}
        self._count = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(4))
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)

    def add(self, name: str, words: str, field: Field, *, hint: str = "", whole_line: bool = False) -> Field:
        """Put an input at the end of the form."""
        field.setObjectName(name)
        field.setAccessibleName(words)
        above = label(words, 12, soft=True)
        above.setBuddy(field)
        error = label("", 12, wrap=True)
        error.setProperty("wrong", True)
        error.setVisible(False)
        if whole_line and self._count % self._columns:
            self._count += self._columns - self._count % self._columns
        line, place = divmod(self._count, self._columns)
        width = self._columns if whole_line else 1
        self._grid.addWidget(above, line * 5, place, 1, width)
        self._grid.addWidget(field, line * 5 + 1, place, 1, width)
        below = label(hint, 12, soft=True, wrap=True) if hint else None
        if below:
            self._grid.addWidget(below, line * 5 + 2, place, 1, width)
        self._grid.addWidget(error, line * 5 + 3, place, 1, width)
        self._grid.setRowMinimumHeight(line * 5 + 4, px(8))
        self._count += width
        self._fields[name], self._errors[name] = field, error
        self._watch(name, field)
        return field

    def show_error(self, name: str, text: str) -> bool:
        """Say what is wrong at the field, and go there; False when the form has no such field."""
        field = self._fields.get(name)
        if field is None or not field.isVisibleTo(self):
            return False
        self._tell(name, text)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def error(self, name: str) -> str:
        """The sentence at a field, if there is one."""
        return self._errors[name].text()

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        for name in self._errors:
            self._tell(name, "")

    def content(self) -> dict[str, Any]:
        """What stands in the inputs, as plain values to be kept; passwords are not among them."""
        return {name: content_of(field) for name, field in self._fields.items() if not _is_secret(field)}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Show what was kept; inputs that it doesn't know stay as they are."""
        for name, value in content.items():
            if (field := self._fields.get(name)) and not _is_secret(field):
                restore_to(field, value)

    def _tell(self, name: str, text: str) -> None:
        field, error = self._fields[name], self._errors[name]
        error.setText(text)
        error.setVisible(bool(text))
        field.setAccessibleDescription(text)
        if bool(field.property("wrong")) != bool(text):
            field.setProperty("wrong", bool(text))
            field.style().unpolish(field)  # the style sheet looks at properties only when polished
            field.style().polish(field)

    def _watch(self, name: str, field: QWidget) -> None:
        def mended() -> None:
            if self._errors[name].text():
                self._tell(name, "")

        if isinstance(field, QLineEdit):
            field.textEdited.connect(mended)
            field.textChanged.connect(mended)
        elif isinstance(field, QPlainTextEdit):
            field.textChanged.connect(mended)
        elif isinstance(field, QComboBox):
            field.currentIndexChanged.connect(mended)
        elif isinstance(field, QSpinBox):
            field.valueChanged.connect(mended)


def content_of(field: QWidget) -> Any:
    """What stands in an input; of one made of several, a list."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QSpinBox):
        return field.value()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    return [content_of(part) for part in _parts(field)]


def restore_to(field: QWidget, value: Any) -> None:
    """Show in an input what once stood in it; a choice that is no longer offered is left out."""
    if isinstance(field, QLineEdit):
        field.setText(value)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(value)
    elif isinstance(field, QComboBox):
        if (place := field.findText(value)) >= 0:
            field.setCurrentIndex(place)
    elif isinstance(field, QSpinBox):
        field.setValue(value)
    elif isinstance(field, QCheckBox):
        field.setChecked(value)
    else:
        for part, each in zip(_parts(field), value, strict=False):
            restore_to(part, each)


def _parts(field: QWidget) -> list[QWidget]:
    """The inputs that stand in a larger one, from first to last."""
    inputs = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QCheckBox)
    return [part for part in field.children() if isinstance(part, inputs)]


def _is_secret(field: QWidget) -> bool:
    return isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal
