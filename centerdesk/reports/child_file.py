"""儿童个人资料全卷: all that the centre keeps about one child, as its guardian may ask for it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from centerdesk.base.formats import clock, iso_date, long_date, long_month
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.attendance import WHOLE_WEEK, Mark, Pattern
from centerdesk.services import centre
from centerdesk.services.audit_words import TABLES
from centerdesk.services.child_file import (
    ChildFile,
    StayRow,
    changes_of,
    export_child,
    read_child_file,
)
from centerdesk.services.child_tables import tables_of_children
from centerdesk.services.consents import consents_of


def _mark_column(mark: Mark) -> Column:
    return Column(mark.words, lambda row: row.days[mark] or "", 16, Align.RIGHT)


_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"))
_FACTS = (
    Column(N_("Item"), lambda row: row[0], 40),
    Column(N_("Content"), lambda row: row[1], 140, text=True),
)
_GUARDIANS = (
    Column(N_("Relation"), lambda row: row.relation.label, 40),
    Column(N_("Name"), lambda row: row.name, 60),
    Column(N_("Phone"), lambda row: row.phone, 60, text=True),
)
_TIMES = (
    Column(N_("From"), lambda row: long_date(row.day), 40),
    Column(N_("What"), lambda row: row.what, 50),
    Column(N_("Content"), lambda row: row.content, 90),
)
_MONTHS = (
    Column(N_("Month"), lambda row: long_month(row.month.year, row.month.month), 30),
    *(_mark_column(mark) for mark in Mark),
    Column(N_("Reasons, with their days"), lambda row: row.reasons, 70),
)
_CONSENTS = (
    Column(N_("Signed on"), lambda row: iso_date(row.signed_on), 26),
    Column(N_("Consent to"), lambda row: row.scopes_text, 60),
    Column(N_("Signed by"), lambda row: f"{row.signed_by}（{row.relation.label}）", 40),
    Column(N_("Edition of the notice"), lambda row: row.notice, 26),
    Column(N_("Withdrawn on"), lambda row: iso_date(row.withdrawn_on) if row.withdrawn_on else "", 26),
    Column(N_("Note"), lambda row: row.note, 30),
)
_CHANGES = (
    Column(N_("Record"), lambda row: _(TABLES.get(row.table_name, row.table_name)), 50),
    Column(N_("Entries"), lambda row: row.number, 30, Align.RIGHT),
    Column(N_("First"), lambda row: clock(row.first), 50),
    Column(N_("Last"), lambda row: clock(row.last), 50),
)


@dataclass(frozen=True, slots=True)
class _Event:
    """Something in a child's time in the centre, from a day on."""

    day: date
    what: str
    content: str


def _build(session: Session, choice: Choice) -> list[Sheet]:
    name = centre.about(session, choice.day).name
    found = read_child_file(session, choice.child_id, choice.day) if choice.child_id else None
    if found is None:
        return [_nobody(name)]
    child = found.child
    subtitle = _("{centre}  {child}  as of {day}").format(
        centre=name, child=child.name, day=long_date(choice.day)
    )
    parts = (
        (_("Child's file: particulars"), _FACTS, _particulars(found)),
        (_("Child's file: guardians"), _GUARDIANS, child.guardians),
        (
            _("Child's file: time in the centre"),
            _TIMES,
            [each for stay in found.stays for each in _events(stay)],
        ),
        (_("Child's file: attendance"), _MONTHS, found.months),
        (_("Child's file: consents"), _CONSENTS, consents_of(session, child.id, choice.day)),
        (_("Child's file: log of changes"), _CHANGES, changes_of(session, child.id)),
    )
    return [Sheet(title, columns, list(rows), subtitle) for title, columns, rows in parts if rows]


def _nobody(name: str) -> Sheet:
    """What the file would hold, where no child is chosen."""
    rows = [(_(TABLES.get(table.name, table.name)), "") for table in tables_of_children()]
    return Sheet(
        _("Child's file: particulars"), _FACTS, rows, name, notes=(_("No child was chosen for this paper."),)
    )


def _particulars(found: ChildFile) -> Iterable[tuple[str, str]]:
    child, fields = found.child, found.child.fields
    facts = [
        (_("Name"), child.name),
        (_("Former name"), fields.former_name),
        (_("Pet name"), fields.pet_name),
        (_("Sex"), child.sex.label),
        (_("Birth date"), long_date(child.birth_date)),
        (_("Identity paper"), child.id_kind.label),
        (_("Its number"), child.id_number),
        (_("Nation"), fields.nation),
        (_("Household registration"), fields.household.label if fields.household else ""),
        (_("Address"), fields.address),
        (_("Allergies"), fields.allergies),
        (_("Note"), fields.note),
    ]
    if found.erased_on:
        facts.append((_("Erased on"), long_date(found.erased_on)))
    return facts


def _events(stay: StayRow) -> list[_Event]:
    events = [_Event(stay.enrolled_on, _("Enrolled"), "")]
    events += [_Event(day, _("Class"), name) for day, name in stay.classes]
    events += [_Event(day, _("Service and days"), _pattern(pattern)) for day, pattern in stay.patterns]
    if stay.left_on:
        reason = stay.leave_reason.label if stay.leave_reason else ""
        events.append(_Event(stay.left_on, _("Last day in care"), reason))
    return sorted(events, key=lambda event: event.day)


def _pattern(pattern: Pattern) -> str:
    """全日托, or 半日托（上午） 周一、周三"""
    words = pattern.service.label
    if pattern.half:
        words += f"（{pattern.half.label}）"
    if pattern.weekdays != WHOLE_WEEK:
        words += " " + _(", ").join(_(_WEEKDAYS[int(day) - 1]) for day in pattern.weekdays)
    return words


def documents(session: Session, child_id: int, now: datetime, printed_by: str) -> list[tuple[str, bytes]]:
    """The child's whole file as a PDF for people and as JSON for programs: names of files, and their bytes."""
    from centerdesk.pdf.sheet import sheets_pdf

    today = now.date()
    sheets = _build(session, Choice(today, today.year, today.month, child_id=child_id))
    content = export_child(session, child_id, now)
    words = _("{name} - personal data {day}").format(
        name=content["tables"]["child"][0]["name"], day=today.isoformat()
    )
    stem = re.sub(r'[\\/:*?"<>|]', "_", words)  # what no file's name may hold on Windows
    return [
        (f"{stem}.pdf", sheets_pdf(sheets, printed_by=printed_by, printed_at=now)),
        (f"{stem}.json", json.dumps(content, ensure_ascii=False, indent=2).encode()),
    ]


REPORT = Report(code="child-file", title=N_("Child's whole file"), asks=(Asks.CHILD,), build=_build)
