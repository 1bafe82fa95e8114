"""The service a child is signed up for, and the days of its week."""

from PySide6.QtWidgets import QCheckBox, QWidget

from centerdesk.base.i18n import N_, _
from centerdesk.domain.attendance import WHOLE_WEEK, Pattern
from centerdesk.domain.people import Funding, Half, Service
from centerdesk.ui.widgets.basics import column, row
from centerdesk.ui.widgets.fields import Combo

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"))


def pattern_words(pattern: Pattern) -> str:
    """A pattern in words: 全日托, or 半日托（上午），一、三、五，普惠"""
    words = pattern.service.label
    if pattern.half and pattern.service is Service.HALF:
        words = _("{service} ({half})").format(service=words, half=pattern.half.label)
    if pattern.weekdays != WHOLE_WEEK:
        days = _(", ").join(_(WEEKDAYS[int(day) - 1]) for day in pattern.weekdays)
        words = _("{service}, {days}").format(service=words, days=days)
    if pattern.funding:
        words = _("{service}, {fee}").format(service=words, fee=pattern.funding.label)
    return words


class PatternField(QWidget):
    """Service, the half of the day where it is half a day, kind of fee, and weekdays."""

    def __init__(self, pattern: Pattern = Pattern()) -> None:  # noqa: B008 - a frozen value
        super().__init__()
        self.service_combo = Combo[Service]((service, service.label) for service in Service)
        self.half_combo = Combo[Half]((half, half.label) for half in Half)
        self.service_combo.setAccessibleName(_("Service"))
        self.half_combo.setAccessibleName(_("Half of the day"))
        self.funding_combo = Combo[Funding | None](
            [(None, _("Kind of fee not recorded")), *((each, each.label) for each in Funding)]
        )
        self.funding_combo.setAccessibleName(_("Kind of fee"))
        self._checks = [QCheckBox(_(day)) for day in WEEKDAYS]
        self.setLayout(
            column(
                row(self.service_combo, self.half_combo, self.funding_combo, None),
                row(*self._checks, None, gap=12),
            )
        )
        self.service_combo.currentIndexChanged.connect(self._on_service)
        self.show_pattern(pattern)

    def show_pattern(self, pattern: Pattern) -> None:
        """Show a pattern."""
        self.service_combo.choose(pattern.service)
        self.half_combo.choose(pattern.half or Half.MORNING)
        self.funding_combo.choose(pattern.funding)
        for day, check in enumerate(self._checks, 1):
            check.setChecked(str(day) in pattern.weekdays)
        self._on_service()

    def pattern(self) -> Pattern:
        """What is chosen."""
        service = self.service_combo.value()
        days = "".join(str(day) for day, check in enumerate(self._checks, 1) if check.isChecked())
        half = self.half_combo.value() if service is Service.HALF else None
        return Pattern(service, days, half, self.funding_combo.value())

    def _on_service(self) -> None:
        self.half_combo.setVisible(self.service_combo.value() is Service.HALF)
