"""年度个人信息保护合规审计表: a year's figures and the questions of the self-audit, for the centre's own use."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.formats import long_date, number
from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Report
from centerdesk.base.tables import Align, Column, Sheet
from centerdesk.domain.retention import RecordKind, retention_rule
from centerdesk.services import centre
from centerdesk.services.personal_data import YearFigures, year_figures

_SOURCE = (
    "参照《未成年人网络保护条例》第三十七条、国家互联网信息办公室公告（2025-12-29）；"
    "本地使用的程序是否适用，请向属地网信部门确认"
)
_COLUMNS = (
    Column(N_("No."), lambda line: line[0], 10, Align.CENTRE),
    Column(N_("What is audited"), lambda line: line[1][0], 66),
    Column(N_("This year"), lambda line: line[1][1], 44),
    Column(N_("Remarks"), lambda line: line[1][2], 60),
)
Line = tuple[str, str, str]


def _build(session: Session, choice: Choice) -> list[Sheet]:
    figures = year_figures(session, choice.day)
    subtitle = _("{centre}  {year}, as of {day}").format(
        centre=centre.about(session, choice.day).name, year=choice.day.year, day=long_date(choice.day)
    )
    note = _("For the centre's own use. Source: {source}.").format(source=_SOURCE)
    signatures = (_("Audited by"), _("Person in charge"), _("Date:   yyyy  mm  dd"))
    return [
        Sheet(
            title=_("Yearly audit of personal data protection"),
            subtitle=subtitle,
            unit=_("For own use"),
            columns=_COLUMNS,
            rows=list(enumerate([*_figures(figures), *_questions(choice.day)], 1)),
            notes=(note,),
            signatures=signatures,
        )
    ]


def _figures(found: YearFigures) -> Sequence[Line]:
    return [
        (_("Children in care on the day"), number(found.in_care), ""),
        (_("Children in care at any time of the year"), number(found.in_care_this_year), ""),
        (
            _("Children whose files are kept"),
            number(found.kept),
            _("All are under 14: sensitive personal data"),
        ),
        *(
            (
                _("Children with consent in force: {scope}").format(scope=scope.label),
                number(count),
                "" if count else _("none recorded"),
            )
            for scope, count in found.consents.items()
        ),
        (
            _("Children in care without the consent needed"),
            number(found.missing),
            _("Have it signed or say why"),
        ),
        (_("Consents withdrawn"), number(found.withdrawn), ""),
        (
            _("Lists and files printed or exported"),
            number(found.taken_out.total()),
            _by_kind(found.taken_out),
        ),
        (_("Access refused"), number(found.refused.total()), _by_kind(found.refused)),
        (_("Changes recorded in the log"), number(found.changes), ""),
        (
            _("Files erased after their time"),
            number(found.erased),
            _("Still due: {n}").format(n=found.due) if found.due else "",
        ),
    ]


def _by_kind(counts: Counter[str]) -> str:
    return _("; ").join(
        _("{what}: {n}").format(what=what, n=number(count)) for what, count in counts.most_common(6)
    )


def _questions(day: date) -> Sequence[Line]:
    """What the program knows is filled in; the rest is for the hand."""
    to_fill = _("to be filled in")
    rule = retention_rule(RecordKind.CHILD_FILE, day)
    return [
        (_("Person in charge of personal data"), to_fill, ""),
        (
            _("Notice with purpose, way, scope, time, safety and rights given to guardians"),
            to_fill,
            _("The notice is printed under forms"),
        ),
        (_("Special processing rules for children under 14"), to_fill, ""),
        (
            _("Only what is needed is collected"),
            _("Photos and scans of identity cards are not collected"),
            "",
        ),
        (_("Time to be kept"), rule.words, rule.certainty.label),
        (
            _("Encryption and access by post"),
            _("File and backups encrypted; accounts by post"),
            "",
        ),
        (_("Log of access and changes kept for 3 years"), _("Kept, not erased by the program"), ""),
        (_("Requests of guardians (look, copy, correct, erase) and how they were answered"), to_fill, ""),
        (_("Data given to others: to whom, what, by which consent"), to_fill, ""),
        (_("Training of staff"), to_fill, ""),
        (_("Impact assessment of sensitive data, report kept"), to_fill, ""),
        (_("Leaks and other incidents: day, what, remedy, who was told"), to_fill, ""),
        (_("Emergency plan and drill"), to_fill, ""),
        (_("What is to be mended, by whom, until when"), to_fill, ""),
    ]


REPORT = Report(
    code="personal-data-audit",
    title=N_("Yearly audit of personal data protection"),
    asks=(Asks.DAY,),
    build=_build,
    kept=2,
)
