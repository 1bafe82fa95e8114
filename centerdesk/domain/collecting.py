"""Who may collect a child: when an authorisation holds, whose name is whose, what a phone and an ID tail look like."""

import re
import unicodedata
from datetime import date

from centerdesk.base.errors import UserError
from centerdesk.base.formats import iso_date
from centerdesk.base.i18n import N_, _
from centerdesk.domain.people import Labelled

_PHONE = re.compile(r"\+?[0-9][0-9 -]*")
_ID_TAIL = re.compile(r"[0-9]{3}[0-9X]")
_LEAST_DIGITS, _MOST_DIGITS = 7, 15


class Standing(Labelled):
    """Where an authorisation, or a bar, stands on a day."""

    IN_FORCE = "in_force", N_("in force")
    TO_COME = "to_come", N_("not yet in force")
    EXPIRED = "expired", N_("expired")


class BarringPaper(Labelled):
    """The paper on which a centre may refuse to hand a child over to somebody."""

    JUDGMENT = "judgment", N_("Court judgment")
    PROTECTION = "protection", N_("Personal safety protection order")
    DECLARATION = "declaration", N_("Guardian's written declaration")


def standing(first: date, last: date | None, on: date) -> Standing:
    """Where something stands that holds from its first through its last day; open without a last one."""
    if on < first:
        return Standing.TO_COME
    return Standing.EXPIRED if last is not None and last < on else Standing.IN_FORCE


def overlap(first: date, last: date | None, other_first: date, other_last: date | None) -> bool:
    """Whether two periods have a day in common."""
    return (last is None or other_first <= last) and (other_last is None or first <= other_last)


def period_words(first: date, last: date | None) -> str:
    """From when until when, as people read it."""
    if first == last:
        return _("on {day} only").format(day=iso_date(first))
    if last is None:
        return _("from {day} on").format(day=iso_date(first))
    return _("{first} to {last}").format(first=iso_date(first), last=iso_date(last))


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, spaces and full-width letters aside."""
    return _plain(one) == _plain(other)


def checked_phone(phone: str) -> str:
    """The phone as it is kept; UserError when it can't be one."""
    plain = unicodedata.normalize("NFKC", phone).strip()
    if not _PHONE.fullmatch(plain) or not _LEAST_DIGITS <= len(_digits(plain)) <= _MOST_DIGITS:
        raise UserError(
            _("Write the phone as 7 to 15 digits; a landline with its area code, for example 010-65550000."),
            "phone",
        )
    return plain


def checked_id_tail(tail: str) -> str:
    """The last four characters of an identity number; UserError for anything else, a whole number above all."""
    plain = unicodedata.normalize("NFKC", tail).strip().upper()
    if plain and not _ID_TAIL.fullmatch(plain):
        raise UserError(
            _("Write only the last four characters of the ID number: digits, the last one may be X."),
            "id_tail",
        )
    return plain


def phone_tail(phone: str) -> str:
    """The last four digits, enough to tell people apart on paper."""
    return _digits(phone)[-4:]


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone))


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
