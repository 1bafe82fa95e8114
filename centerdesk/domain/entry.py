"""Terms of coming in and going: how long papers hold, when a child is examined anew, aid; dated, with source."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from centerdesk.base.paths import shipped
from centerdesk.domain.calendar import Month, add_months
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.dated import in_force


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time or a sum, by the rule of a day on; `note` says what to check first."""

    valid_from: date
    value: int
    source: str
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True, slots=True)
class EntryRules:
    """The terms in force on a day."""

    exam_valid_months: Term
    away_months: Term
    certificate_valid_months: Term
    vaccination_within_days: Term
    second_check_month: Term
    aid_yuan_a_month: Term


@cache
def _terms() -> dict[str, list[Term]]:
    data = tomllib.loads((shipped("resources") / "standards" / "entry.toml").read_text("utf-8"))
    terms = defaultdict(list)
    for row in data["term"]:
        terms[row["name"]].append(
            Term(
                row["valid_from"],
                row["value"],
                row["source"],
                Certainty(row["certainty"]),
                row.get("note", ""),
            )
        )
    return dict(terms)


def entry_rules(on: date) -> EntryRules:
    """The terms in force on a day (the first ones known, for days before them)."""
    return EntryRules(**{name: in_force(terms, on) for name, terms in _terms().items()})


def examination_valid_until(examined_on: date, rules: EntryRules) -> date:
    """The last day on which an entry examination still lets a child in."""
    return add_months(examined_on, rules.exam_valid_months.value)


def examination_valid(examined_on: date, enters_on: date, rules: EntryRules) -> bool:
    """Whether an examination lets a child in on a day."""
    return examined_on <= enters_on <= examination_valid_until(examined_on, rules)


def needs_new_examination(left_on: date, returns_on: date, rules: EntryRules) -> bool:
    """Whether a child was away so long that it is examined anew: for more than the months, not for just as many."""
    return returns_on > add_months(left_on, rules.away_months.value)


def certificate_valid_until(left_on: date, rules: EntryRules) -> date:
    """The last day of a transfer certificate, counted from the last day in care."""
    return add_months(left_on, rules.certificate_valid_months.value)


def vaccination_check_due(enters_on: date, rules: EntryRules) -> date:
    """The last day to look at the vaccination certificate of a child that comes in on a day."""
    return enters_on + timedelta(days=rules.vaccination_within_days.value)


def second_check_due(checked_on: date, rules: EntryRules) -> date:
    """The last day to look again whether doses that were due have been given: in the same year."""
    return Month(checked_on.year, rules.second_check_month.value).last
