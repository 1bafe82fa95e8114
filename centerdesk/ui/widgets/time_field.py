"""A time of the day, typed as people write it."""

import re
import unicodedata
from datetime import time

from PySide6.QtWidgets import QLineEdit

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _

_TIME = re.compile(r"(\d{1,2})[:.时点 ]?(\d{2})?分?")


class TimeField(QLineEdit):
    """Typed as 9:00, 0900, 9点 or 17点30分."""

    def __init__(self, moment: time | None = None) -> None:
        super().__init__()
        self.setPlaceholderText(_("for example 9:00"))
        self.setMaxLength(8)
        self.editingFinished.connect(self._on_typed)
        self.set_time(moment)

    def moment(self) -> time | None:
        """The time, None when the field is empty; UserError when it is none."""
        typed = unicodedata.normalize("NFKC", self.text()).strip()
        if not typed:
            return None
        found = _TIME.fullmatch(typed)
        try:
            if found:
                return time(int(found[1]), int(found[2] or 0))
        except ValueError:
            pass
        raise UserError(
            _("“{text}” is no time. Write it as 9:00.").format(text=self.text()), self.objectName() or None
        )

    def set_time(self, moment: time | None) -> None:
        """Show a time."""
        self.setText(f"{moment:%H:%M}" if moment else "")

    def _on_typed(self) -> None:
        try:
            self.set_time(self.moment())
        except UserError:
            return  # said when the form is taken, not while it is being filled in
