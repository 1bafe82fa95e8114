"""How long each kind of record is kept: dated data with its source and how sure it is."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from centerdesk.base.i18n import N_, _
from centerdesk.base.paths import shipped
from centerdesk.domain.calendar import add_months
from centerdesk.domain.certainty import Certainty
from centerdesk.domain.dated import in_force
from centerdesk.domain.people import Labelled


class RecordKind(Labelled):
    """The kinds of record that have a time to be kept."""

    CHILD_FILE = "child_file", N_("File of a child who has left")
    HEALTH_RECORD = "health_record", N_("Health care records")
    ACCESS_LOG = "access_log", N_("Log of access and processing")
    VIDEO = "video", N_("Surveillance videos")
    FOOD_PURCHASE = "food_purchase", N_("Food purchase inspection records")
    FOOD_SAMPLE = "food_sample", N_("Food samples")
    LABOUR_CONTRACT = "labour_contract", N_("Labour contracts")
    ACCOUNTS = "accounts", N_("Accounting vouchers and books")
    CARE_CONTRACT = "care_contract", N_("Childcare contracts")
    SAFETY = "safety", N_("Safety checks and drills")
    TRAINING = "training", N_("Training records")


class Unit(Labelled):
    """What a time is counted in."""

    HOURS = "hours", N_("hours")
    DAYS = "days", N_("days")
    MONTHS = "months", N_("months")
    YEARS = "years", N_("years")


class Start(Labelled):
    """From when the time runs."""

    LEAVING = "leaving", N_("the last day in care")
    FILING = "filing", N_("the day of filing")
    MAKING = "making", N_("the day it was made")
    END = "end", N_("the end of the contract")
    EMPLOYMENT = "employment", N_("the end of the employment")


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long a kind of record is kept at least, by the rule of a day on."""

    record: RecordKind
    valid_from: date
    length: int
    unit: Unit
    starts: Start
    source: str
    certainty: Certainty

    @property
    def words(self) -> str:
        """3年，自离托之日起"""
        return _("{n} {unit} from {start}").format(
            n=self.length, unit=self.unit.label, start=self.starts.label
        )

    def free_on(self, start: date) -> date:
        """The first day on which the record need no longer be kept."""
        match self.unit:
            case Unit.YEARS:
                last = add_months(start, self.length * 12)
            case Unit.MONTHS:
                last = add_months(start, self.length)
            case Unit.DAYS:
                last = start + timedelta(days=self.length)
            case Unit.HOURS:
                last = start + timedelta(days=-(-self.length // 24))
        return last + timedelta(days=1)


@cache
def _rules() -> tuple[RetentionRule, ...]:
    data = tomllib.loads((shipped("resources") / "standards" / "retention.toml").read_text("utf-8"))
    return tuple(
        RetentionRule(
            RecordKind(row["record"]),
            row["valid_from"],
            row["length"],
            Unit(row["unit"]),
            Start(row["starts"]),
            row["source"],
            Certainty(row["certainty"]),
        )
        for row in data["rule"]
    )


def retention_rule(record: RecordKind, on: date) -> RetentionRule:
    """The rule in force on a day (the first one known, for days before it)."""
    return in_force([rule for rule in _rules() if rule.record is record], on)


def retention_rules(on: date) -> list[RetentionRule]:
    """The rules in force on a day, one for each kind of record."""
    return [retention_rule(record, on) for record in RecordKind]
