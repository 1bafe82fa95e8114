"""What days away do to each month, told before they are recorded: 应出勤, days left, aid for subsidised places."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.base.formats import long_month
from centerdesk.base.i18n import _
from centerdesk.db.schema.children import Child, Enrolment, Pause
from centerdesk.db.schema.settings import Setting
from centerdesk.domain.attendance import Stay, is_expected
from centerdesk.domain.calendar import Month, operating_days
from centerdesk.domain.entry import entry_rules
from centerdesk.domain.people import Funding, PauseKind
from centerdesk.services.rights import Right, needs
from centerdesk.services.stays import pattern_on, pause_on, stay_of

_MINIMUM_DAYS = "aid.minimum_days"
_SHOWN = 3  # months of days away without a known end
_MOST = 12


@dataclass(frozen=True, slots=True)
class MonthEffect:
    """A month with days away: 应出勤 without and with them, and the days the child can still come on."""

    month: Month
    expected: int
    away: int
    expected_then: int
    left: int


@dataclass(frozen=True, slots=True)
class Effect:
    """The months with days away, and what they mean for the aid."""

    kind: PauseKind
    months: tuple[MonthEffect, ...]
    funding: Funding | None
    minimum_days: int | None
    aid_yuan: int

    @property
    def below(self) -> tuple[Month, ...]:
        """Months of a subsidised child with fewer days left than the district asks for."""
        if self.funding is not Funding.SUBSIDISED or self.minimum_days is None:
            return ()
        return tuple(each.month for each in self.months if each.left < self.minimum_days)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What people should know before they save it."""
        return (self._on_attendance, *self._on_aid)

    @property
    def _on_attendance(self) -> str:
        if self.kind is PauseKind.SUSPENDED:
            return _("The place is kept; days of the suspension don't count as expected.")
        return _("Days of a long leave go on counting as expected; the child is absent on them.")

    @property
    def _on_aid(self) -> tuple[str, ...]:
        if self.funding is Funding.MARKET:
            return (_("The child pays the market fee: aid for subsidised places is not concerned."),)
        if self.funding is None:
            return (
                _(
                    "Whether the child pays the subsidised fee is not recorded. "
                    "If it does, check first what the days away mean for the aid."
                ),
            )
        aid = _(
            "Aid for subsidised places is paid for each child actually enrolled: {yuan} yuan a month "
            "(as of December 2025, check the amount for this year)."
        ).format(yuan=self.aid_yuan)
        return aid, self._on_minimum

    @property
    def _on_minimum(self) -> str:
        if self.minimum_days is None:
            return _("The district's least number of days a month is not set; ask before you save.")
        if not self.below:
            return _("The district asks for {n} days a month at least: no month falls below.").format(
                n=self.minimum_days
            )
        months = _(", ").join(long_month(month.year, month.month) for month in self.below)
        return _(
            "The district asks for {n} days a month at least: {months} would fall below, "
            "and the aid for them may be lost."
        ).format(n=self.minimum_days, months=months)


@needs(Right.READ_ROSTER)
def minimum_days(session: Session) -> int | None:
    """The least number of days a month for which the district pays aid; None as long as nobody has set it."""
    setting = session.get(Setting, _MINIMUM_DAYS)
    return int(setting.value) if setting and setting.value else None


@needs(Right.MANAGE_CENTRE)
def set_minimum_days(session: Session, days: int | None) -> None:
    """Set the district's least number of days a month, as its rule of the year says; None: not known."""
    if days is not None and not 1 <= days <= 31:
        raise UserError(_("The least number of days a month is 1 to 31."), "minimum_days")
    session.merge(Setting(name=_MINIMUM_DAYS, value=days))


@needs(Right.READ_ROSTER)
def effect(
    session: Session,
    child_id: int,
    kind: PauseKind,
    starts_on: date,
    ends_on: date | None,
    today: date,
    pause_id: int | None = None,
) -> Effect:
    """What days away would do, beside all others that are recorded; `pause_id` are those that are changed."""
    stays = session.get_one(Child, child_id).enrolments
    last = min(ends_on or Month.of(starts_on).plus(_SHOWN - 1).last, Month.of(starts_on).plus(_MOST - 1).last)
    months = []
    month = Month.of(starts_on)
    while month.first <= last:
        days = operating_days(month.first, month.last)
        expected = {day for stay in stays for day in days if _is_expected(stay, day, pause_id)}
        elsewhere = {day for stay in stays for day in expected if _on_leave(stay, day, pause_id)}
        away = {day for day in expected if starts_on <= day <= last}
        then = expected - away if kind is PauseKind.SUSPENDED else expected
        left = expected - away - elsewhere
        months.append(MonthEffect(month, len(expected), len(away), len(then), len(left)))
        month = month.plus(1)
    return Effect(
        kind,
        tuple(months),
        next(
            (pattern_on(stay.patterns, starts_on).funding for stay in stays if _covers(stay, starts_on)), None
        ),
        minimum_days(session),
        entry_rules(today).aid_yuan_a_month.value,
    )


def _covers(stay: Enrolment, day: date) -> bool:
    return stay_of(stay).covers(day)


def _others(stay: Enrolment, pause_id: int | None) -> list[Pause]:
    return [each for each in stay.pauses if each.id != pause_id]


def _is_expected(stay: Enrolment, day: date, pause_id: int | None) -> bool:
    if pause_on(_others(stay, pause_id), day) is PauseKind.SUSPENDED:
        return False
    return is_expected(Stay(stay.enrolled_on, stay.left_on), pattern_on(stay.patterns, day), day)


def _on_leave(stay: Enrolment, day: date, pause_id: int | None) -> bool:
    return _covers(stay, day) and pause_on(_others(stay, pause_id), day) is PauseKind.LEAVE
