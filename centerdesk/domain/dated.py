"""Dated rules: which of them is in force on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """What holds from a day on."""

    @property
    def valid_from(self) -> date:
        """The first day on which it holds."""


D = TypeVar("D", bound=Dated)


def in_force(rules: Sequence[D], on: date) -> D:
    """Of rules in the order of their days the one in force on a day (the first one known, for days before it)."""
    return next((rule for rule in reversed(rules) if rule.valid_from <= on), rules[0])
