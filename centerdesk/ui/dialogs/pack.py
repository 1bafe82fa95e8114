"""A data pack before it is taken: what it changes, and whether its issuer is trusted."""

from PySide6.QtWidgets import QLineEdit, QWidget

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.exchange.pack import Signed, fingerprint
from centerdesk.services import packs
from centerdesk.services.packs import CHANGE_COLUMNS, PackPreview, Standing
from centerdesk.ui.desk import Desk
from centerdesk.ui.messages import Dialog
from centerdesk.ui.theme import Tone, px
from centerdesk.ui.widgets.basics import Pill, button, label, row
from centerdesk.ui.widgets.form import Form
from centerdesk.ui.widgets.table_view import TableView

_SHOWN_LINES = 8
_TRUST_WIDTH = 520


class PackDialog(Dialog):
    """Shows what a pack says and changes; takes it when it may be taken."""

    def __init__(self, parent: QWidget, desk: Desk, content: bytes, preview: PackPreview) -> None:
        pack = preview.pack
        super().__init__(
            parent, _("Data pack: {kind} {name}").format(kind=pack.kind.label, name=pack.name), 680
        )
        self._desk, self._content = desk, content
        may_take = preview.standing is Standing.NEW
        pill = Pill(preview.standing.label, Tone.INFO if may_take else Tone.WARN)
        edition = _("Edition {edition}, issued on {day} by {issuer}").format(
            edition=pack.edition, day=formats.iso_date(pack.issued_on), issuer=pack.issuer
        )
        source = _("Source: {source} ({certainty}). Valid from {day}.").format(
            source=pack.source, certainty=pack.certainty.label, day=formats.iso_date(pack.valid_from)
        )
        so_far = _("So far: {replaces}.").format(replaces=preview.replaces or _("nothing"))
        self.body.addLayout(row(label(edition, wrap=True), None, pill))
        for words in (source, so_far):
            self.body.addWidget(label(words, soft=True, wrap=True))
        self.table = TableView(CHANGE_COLUMNS, lambda change: change.what)
        self.table.setAccessibleName(_("What changes"))
        self.table.set_widths({"So far": 180, "By the data pack": 200}, stretch="What changes")
        self.table.setMinimumHeight(px(36 * (min(len(preview.changes), _SHOWN_LINES) + 1)))
        self.table.set_rows(preview.changes)
        self.table.setVisible(bool(preview.changes))
        self.body.addWidget(
            label(
                _("{n} values change. Returns that are locked stay as they are.").format(
                    n=len(preview.changes)
                )
                if preview.changes
                else _("It changes nothing.")
            )
        )
        self.body.addWidget(self.table, 1)
        if may_take:
            self.add_buttons(_("Take the data pack"), self._on_take)
        else:
            self.foot.addWidget(button(_("Close"), self.reject, kind="primary"))

    def _on_take(self) -> None:
        self._desk.write(packs.take_pack, self._content, self._desk.now())
        self.accept()


class TrustDialog(Dialog):
    """Asks to compare the fingerprint of an unknown key by phone before it is trusted."""

    def __init__(self, parent: QWidget, desk: Desk, signed: Signed) -> None:
        super().__init__(parent, _("Who signed this data pack?"), _TRUST_WIDTH)
        self._desk, self._key = desk, signed.key
        words = label(
            _(
                "This data pack says it comes from “{issuer}”, but its signature is not known here. Phone the "
                "issuer on a number you know yourself, and have the fingerprint of the key read out to you. "
                "Trust it only if all eight groups are the same."
            ).format(issuer=signed.pack.issuer),
            wrap=True,
        )
        words.setMinimumHeight(words.heightForWidth(px(_TRUST_WIDTH - 48)))
        self.body.addWidget(words)
        self.fingerprint_label = label(fingerprint(signed.key), 20, bold=True)
        self.fingerprint_label.setAccessibleName(_("Fingerprint of the key"))
        self.body.addWidget(self.fingerprint_label)
        self.form = Form()
        self.name_edit = self.form.add("name", _("Whose key it is"), QLineEdit(signed.pack.issuer))
        self.body.addWidget(self.form)
        self.add_buttons(_("It is the same: trust it"), self._on_trust)

    def _on_trust(self) -> None:
        self._desk.write(packs.trust_key, self._key, self.name_edit.text())
        self.accept()
