"""个人信息处理告知同意书: what we keep of a child and why, for its guardian to read, tick and sign."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from centerdesk.base.i18n import N_, _
from centerdesk.base.papers import Asks, Choice, Form
from centerdesk.base.tables import Column, Sheet
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.consents import NEEDED, NOTICE, Scope
from centerdesk.domain.retention import RecordKind, retention_rule
from centerdesk.services import centre
from centerdesk.services.children import list_children

_LINE = "______________"
_COLUMNS = (
    Column(N_("Item"), lambda row: row[0], 42),
    Column(N_("Content"), lambda row: row[1], 138),
)
_HELD = {
    Scope.BASIC: N_(
        "Child: name, sex, birth date, kind and number of the identity paper, nation, household registration, "
        "address; guardians: name, relation, phone; days of enrolling and leaving, class, service, attendance. "
        "For enrolment, daily care, reaching the guardians, and attendance."
    ),
    Scope.HEALTH: N_(
        "Allergies; on sick leave the disease or symptom and its days. "
        "For daily health care, keeping allergens away, and preventing infectious diseases."
    ),
    Scope.IMAGES: N_(
        "Photos and videos of the child. Not taken into the record unless you agree; "
        "for the child's record only, never published without asking you again."
    ),
    Scope.REPORTING: N_(
        "The monthly return holds numbers of children, no names. Names and particulars go to the authority in charge "
        "only where it checks them (for example for subsidies), and to nobody else."
    ),
}


class _Notice(Form):
    """The blank notice keeps its text and leaves out the child."""

    def blank(self, session: Session, choice: Choice) -> list[Sheet]:
        return list(self.build(session, replace(choice, child_id=None)))


def _build(session: Session, choice: Choice) -> list[Sheet]:
    name = centre.about(session, choice.day).name
    children = list_children(session, choice.day, with_left=True) if choice.child_id else []
    child = next((row.name for row in children if row.id == choice.child_id), _LINE)
    return [
        Sheet(
            title=_("Notice and consent: personal data of a child"),
            subtitle=_("{centre}  Child's name: {child}").format(centre=name, child=child),
            unit=_("Edition: {edition}").format(edition=NOTICE),
            columns=_COLUMNS,
            rows=[*_notice(choice.day), *_ticks()],
            signatures=(_("Guardian's signature"), _("Relation to the child"), _("Date:   yyyy  mm  dd")),
        )
    ]


def _notice(day: date) -> Sequence[tuple[str, str]]:
    return [
        (
            _("Person to ask"),
            _("Person in charge of personal data at this centre: {line}  Phone: {line}").format(line=_LINE),
        ),
        *((scope.label, _(_HELD[scope])) for scope in Scope),
        (
            _("How"),
            _(
                "The centre's staff take the data from what you tell and show them, and record them in a program on "
                "a computer of the centre. The program sends nothing over the network."
            ),
        ),
        (_("How long"), _kept(day)),
        (
            _("Safety"),
            _(
                "The file is encrypted and opens only with a password; each account sees what its post needs; "
                "changes, printing and exports leave an entry; backups are encrypted too."
            ),
        ),
        (
            _("Your rights"),
            _(
                "You may look at your child's data, have a copy, have them corrected, withdraw your consent, and ask "
                "for erasure; while the time to be kept is not over, they are only stored and protected. Refusing or "
                "withdrawing photos and videos or reporting to others does not affect your child's care."
            ),
        ),
    ]


def _kept(day: date) -> str:
    """The time, and where it comes from; only what was seen in a public page is called statutory."""
    rule = retention_rule(RecordKind.CHILD_FILE, day)
    words = (
        _("By law: {rule}. Source: {source}.")
        if rule.certainty is Certainty.PAGE
        else _(
            "The centre keeps the child's file {rule}, then name and identifiers are erased. Source: {source}."
        )
    )
    return words.format(rule=rule.words, source=rule.source)


def _ticks() -> Sequence[tuple[str, str]]:
    agree = _("□ I agree   □ I do not agree")
    return [
        (
            _("Consent: {scope}").format(scope=scope.label),
            agree if scope in NEEDED else _("{choice}  (may be refused)").format(choice=agree),
        )
        for scope in Scope
    ]


FORM = _Notice(
    code="consent-notice",
    title=N_("Notice and consent: personal data of a child"),
    asks=(Asks.CHILD,),
    build=_build,
    kept=len(_COLUMNS),
    edition=NOTICE,
    source="本程序自拟，参照《个人信息保护法》《儿童个人信息网络保护规定》，使用前请核对",
)
