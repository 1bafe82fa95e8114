"""Papers of the staff: their kinds, how long each holds and which post needs it; dated, with source."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache
from typing import Any

from centerdesk.base.i18n import _
from centerdesk.base.paths import shipped
from centerdesk.domain.calendar import add_months
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.dated import in_force
from centerdesk.domain.people import Post

HEALTH_CERTIFICATE, BACKGROUND_CHECK = "health_certificate", "background_check"
# Days before the last one on which a paper is told more urgently: this program's own steps.
REMINDERS = (90, 60, 30, 7)
_SURE = (Certainty.PAGE, Certainty.COPY)


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper by the rule of a day on; `months` is None where it has no term."""

    valid_from: date
    code: str
    title: str
    months: int | None
    source: str
    certainty: Certainty
    note: str

    @property
    def is_sure(self) -> bool:
        """Whether the source of its term was seen."""
        return self.certainty in _SURE


@dataclass(frozen=True, slots=True)
class Requirement:
    """Who needs a kind of paper, and whether nobody may begin without it."""

    valid_from: date
    kind: str
    posts: frozenset[Post]
    before_work: bool
    source: str
    certainty: Certainty

    @property
    def is_sure(self) -> bool:
        """Whether the source was seen: only then is it called a duty."""
        return self.certainty in _SURE


class PaperState(Enum):
    """How a paper stands on a day."""

    VALID = auto()
    SOON = auto()
    TODAY = auto()
    EXPIRED = auto()
    FAILED = auto()
    MISSING = auto()

    @property
    def holds(self) -> bool:
        """Whether it still does on that day."""
        return self in (PaperState.VALID, PaperState.SOON, PaperState.TODAY)


def paper_kinds(on: date) -> dict[str, PaperKind]:
    """The kinds by code, in the order people look for them."""
    return {code: in_force(rules, on) for code, rules in _kinds().items()}


def paper_kind(code: str, on: date) -> PaperKind:
    """A kind by the rule of a day."""
    return in_force(_kinds()[code], on)


def requirements(posts: frozenset[Post], on: date) -> list[Requirement]:
    """The papers that somebody in these posts needs on a day."""
    rules = (in_force(rules, on) for rules in _requirements().values())
    return [rule for rule in rules if rule.valid_from <= on and rule.posts & posts]


def valid_until(issued_on: date, kind: PaperKind) -> date | None:
    """The last day of a paper: the same day so many months later, 28 February for 29 February.

    The law says "every year" and no more. This program's own reading: the last day is the anniversary itself, as
    periods of months are counted (民法典 art. 201, 202: the first day is left out, the corresponding day is the
    last), and as for the entry examination. An earlier day printed on the paper goes before it.
    """
    return None if kind.months is None else add_months(issued_on, kind.months)


def state_on(until: date | None, passed: bool, on: date) -> PaperState:
    """How a recorded paper stands on a day; its last day is still one on which it holds."""
    if not passed:
        return PaperState.FAILED
    if until is None or (until - on).days > REMINDERS[0]:
        return PaperState.VALID
    if until == on:
        return PaperState.TODAY
    return PaperState.EXPIRED if until < on else PaperState.SOON


def state_words(state: PaperState, until: date | None, on: date) -> str:
    """A state as people say it."""
    left = (until - on).days if until else 0
    return {
        PaperState.VALID: _("valid"),
        PaperState.SOON: _("expires in {n} days").format(n=left),
        PaperState.TODAY: _("expires today"),
        PaperState.EXPIRED: _("expired {n} days ago").format(n=-left),
        PaperState.FAILED: _("not passed"),
        PaperState.MISSING: _("paper missing"),
    }[state]


@cache
def _kinds() -> dict[str, list[PaperKind]]:
    kinds = defaultdict(list)
    for row in _data()["kind"]:
        kinds[row["code"]].append(
            PaperKind(
                row["valid_from"],
                row["code"],
                row["title"],
                row.get("months"),
                row["source"],
                Certainty(row["certainty"]),
                row.get("note", ""),
            )
        )
    return dict(kinds)


@cache
def _requirements() -> dict[str, list[Requirement]]:
    rules = defaultdict(list)
    for row in _data()["requirement"]:
        rules[row["kind"]].append(
            Requirement(
                row["valid_from"],
                row["kind"],
                frozenset(Post(post) for post in row["posts"]),
                row["before_work"],
                row["source"],
                Certainty(row["certainty"]),
            )
        )
    return dict(rules)


def _data() -> dict[str, Any]:
    return tomllib.loads((shipped("resources") / "standards" / "staff_papers.toml").read_text("utf-8"))
