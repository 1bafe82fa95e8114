"""今日待办: open matters, the most urgent first, each with the place where it is settled."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from centerdesk.base import formats
from centerdesk.base.i18n import _
from centerdesk.domain.attendance import Tally
from centerdesk.domain.calendar import Month
from centerdesk.services.attendance import ClassDayRow
from centerdesk.services.closing import is_locked
from centerdesk.ui.desk import Desk
from centerdesk.ui.theme import Tone
from centerdesk.ui.widgets.today_tiles import carers_for

if TYPE_CHECKING:
    from centerdesk.returns.content import Finding


@dataclass(frozen=True, slots=True)
class Matter:
    """One open matter: a tag, a sentence, and the page that settles it."""

    tone: Tone
    tag: str
    text: str
    action: str
    page: str
    where: dict[str, Any] = field(default_factory=dict)


def matters_of_the_day(
    desk: Desk,
    groups: Sequence[ClassDayRow],
    days: Sequence[tuple[date, Tally]],
    last_month: Sequence[tuple[date, Tally]],
) -> list[Matter]:
    """What the day's figures and the attendance of this month and the last leave open."""
    today = desk.today()
    return by_urgency(
        [
            *_classes_not_taken(groups, today),
            *_too_few_carers(groups, today),
            *_days_not_taken(days, today),
            *_last_return(desk, last_month),
        ]
    )


def by_urgency(matters: Sequence[Matter]) -> list[Matter]:
    """The most urgent first."""
    order = (Tone.ALARM, Tone.WARN, Tone.INFO)
    return sorted(matters, key=lambda matter: order.index(matter.tone))


def matters_of_the_return(desk: Desk, session: Any) -> list[Matter]:
    """What the rules of this month's return would complain of; days not taken are told apart."""
    from centerdesk.returns import monthly
    from centerdesk.returns.rule import Level

    tones = {Level.ERROR: Tone.ALARM, Level.WARNING: Tone.WARN, Level.HINT: Tone.INFO}
    made = monthly.make(session, Month.of(desk.today()), desk.today())
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in made.findings:
        if finding.rule.code != "R11":
            by_rule[finding.rule.code].append(finding)
    matters = []
    for findings in by_rule.values():
        rule, text = findings[0].rule, findings[0].found.text
        if len(findings) > 1:
            text = _("{what} ({n})").format(what=_(rule.title), n=len(findings))
        matters.append(Matter(tones[rule.level], rule.level.label, text, _("Look"), "monthly"))
    return matters


def _classes_not_taken(groups: Sequence[ClassDayRow], today: date) -> Iterator[Matter]:
    for group in groups:
        counted = group.tally
        if counted.untaken:
            none_yet = counted.untaken == counted.expected
            yield Matter(
                Tone.ALARM if none_yet else Tone.WARN,
                _("Nobody taken yet") if none_yet else _("Not taken yet"),
                _("{group}: {n} children").format(group=group.name, n=counted.untaken),
                _("Take attendance"),
                "attendance",
                {"day": today, "class_id": group.class_id},
            )


def _too_few_carers(groups: Sequence[ClassDayRow], today: date) -> Iterator[Matter]:
    for group in groups:
        needed = carers_for(group, today)
        if group.carers < needed:
            yield Matter(
                Tone.ALARM,
                _("Too few carers"),
                _("{group}: {n} on duty, {needed} needed for {came} children").format(
                    group=group.name,
                    n=group.carers,
                    needed=needed,
                    came=group.tally.attended + group.tally.untaken + group.visitors,
                ),
                _("Look"),
                "attendance",
                {"class_id": group.class_id},
            )


def _days_not_taken(days: Sequence[tuple[date, Tally]], today: date) -> Iterator[Matter]:
    for day, counted in days:
        if day < today and counted.untaken:
            yield Matter(
                Tone.WARN,
                _("To be filled in"),
                _("{day}: {n} children not taken").format(day=formats.short_date(day), n=counted.untaken),
                _("Fill in"),
                "attendance",
                {"day": day},
            )


def _last_return(desk: Desk, days: Sequence[tuple[date, Tally]]) -> Iterator[Matter]:
    last = Month.of(desk.today()).plus(-1)
    if any(counted.expected for _day, counted in days) and not desk.read(is_locked, last):
        yield Matter(
            Tone.WARN,
            _("Monthly return"),
            _("The return of {month} is not locked yet.").format(
                month=formats.long_month(last.year, last.month)
            ),
            _("Go to the return"),
            "monthly",
            {"month": last},
        )


def next_open_day(day: date) -> date:
    """The next operating day after a day."""
    from centerdesk.domain.calendar import day_kind

    day += timedelta(days=1)
    while not day_kind(day).is_open:
        day += timedelta(days=1)
    return day
