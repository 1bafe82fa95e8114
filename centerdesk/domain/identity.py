"""Identity numbers: what can be checked without asking anybody."""

import re
from dataclasses import dataclass
from datetime import date

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.people import IdKind, Sex

# 18 characters: area, birth date, serial (odd for boys), check digit (GB 11643, ISO 7064 mod 11-2).
# Residence permits for Hong Kong, Macao and Taiwan residents have the same build.
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_NUMBERED = (IdKind.RESIDENT, IdKind.HK_MACAO, IdKind.TAIWAN)


@dataclass(frozen=True, slots=True)
class IdFacts:
    """What an 18-digit number says about its holder."""

    birth_date: date
    sex: Sex


def check_id_number(kind: IdKind, number: str) -> IdFacts | None:
    """What the number says (None for kinds that say nothing); UserError when it can't be right.

    The area code is not looked up: lists of it are outdated, and real children fall through them.
    """
    if kind not in _NUMBERED:
        return None
    if not _EIGHTEEN.fullmatch(number):
        raise UserError(
            _(
                "The ID number has {n} characters or a wrong one among them; it must be 17 digits and a digit or X."
            ).format(n=len(number)),
            "id_number",
        )
    from stdnum.cn.ric import calc_check_digit

    if calc_check_digit(number) != number[-1]:
        raise UserError(
            _(
                "The ID number's check digit is wrong: one of its digits was mistyped. Compare it with the paper."
            ),
            "id_number",
        )
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise UserError(_("The birth date inside the ID number does not exist."), "id_number") from None
    return IdFacts(born, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def masked(number: str) -> str:
    """First six and last four characters, the rest hidden: 110199********1377."""
    if len(number) <= 10:
        return "*" * len(number)
    return number[:6] + "*" * (len(number) - 10) + number[-4:]
