"""Identity numbers: what can be checked without asking anybody."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import IdKind, Sex

# 18 characters: area, birth date, serial (odd for boys), check digit (GB 11643, ISO 7064 mod 11-2).
# Residence permits for Hong Kong, Macao and Taiwan residents have the same build.
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_NUMBERED = (IdKind.RESIDENT, IdKind.HK_MACAO, IdKind.TAIWAN)
_PERMITS = {"810000": IdKind.HK_MACAO, "820000": IdKind.HK_MACAO, "830000": IdKind.TAIWAN}
_PASSPORT = re.compile(r"[0-9A-Z]{5,20}")
_BIRTH = re.compile(r"[A-Z][0-9]{9}")


@dataclass(frozen=True, slots=True)
class IdFacts:
    """What an 18-digit number says about its holder."""

    birth_date: date
    sex: Sex


def plain_number(text: str) -> str:
    """A number as it is kept: without spaces, full-width forms made plain, letters large."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def check_id_number(kind: IdKind, number: str) -> IdFacts | None:
    """What the number says (None for kinds that say nothing); UserError when it can't be right.

    The area code is not looked up: lists of it are outdated, and real children fall through them.
    """
    if kind in _NUMBERED:
        return _facts(kind, number)
    if kind is IdKind.NONE:
        raise _wrong(_("There is a number but no paper it stands on: choose the paper, or clear the number."))
    if kind is IdKind.PASSPORT and not _PASSPORT.fullmatch(number):
        raise _wrong(_("A passport number has 5 to 20 letters and digits, and nothing else."))
    if kind is IdKind.BIRTH and not _BIRTH.fullmatch(number):
        raise _wrong(
            _("The number of a birth certificate is a letter and nine digits, for example R110000001.")
        )
    return None


def _facts(kind: IdKind, number: str) -> IdFacts:
    if not _EIGHTEEN.fullmatch(number):
        raise _wrong(
            _(
                "The ID number has {n} characters or a wrong one among them; it must be 17 digits and a digit or X."
            ).format(n=len(number))
        )
    other = _PERMITS.get(number[:6], IdKind.RESIDENT)
    if other is not kind:
        raise _wrong(
            _(
                "A number that begins with {start} belongs to “{other}”, but “{chosen}” was chosen. "
                "Choose the other paper, or compare the number with it."
            ).format(start=number[:6], other=other.label, chosen=kind.label)
        )
    from stdnum.cn.ric import calc_check_digit

    if calc_check_digit(number) != number[-1]:
        raise _wrong(
            _(
                "The ID number's check digit is wrong: one of its digits was mistyped. Compare it with the paper."
            )
        )
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise _wrong(_("The birth date inside the ID number does not exist.")) from None
    return IdFacts(born, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def _wrong(sentence: str) -> UserError:
    return UserError(sentence, "id_number")


def masked(number: str) -> str:
    """First six and last four characters, the rest hidden: 110199********1377."""
    if len(number) <= 10:
        return "*" * len(number)
    return number[:6] + "*" * (len(number) - 10) + number[-4:]
