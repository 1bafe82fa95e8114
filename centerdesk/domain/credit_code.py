"""The unified social credit code (统一社会信用代码, GB 32100): what can be checked without asking anybody."""

import unicodedata

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _

_LENGTH = 18
_LETTERS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")  # I, O, Z, S and V look like digits and aren't used
_AREA = slice(2, 8)


def checked_credit_code(typed: str) -> str:
    """The code as it stands on the licence, empty when none was typed; UserError when it can't be right.

    The first two characters (who registered it, and what it is) are not looked up: the list grows, and codes
    beginning with N are real.
    """
    code = "".join(unicodedata.normalize("NFKC", typed).upper().replace("-", "").split())
    if not code:
        return ""
    if len(code) != _LENGTH:
        raise _wrong(_("The credit code has {n} characters; it must be 18.").format(n=len(code)))
    if strange := sorted(set(code) - _LETTERS):
        raise _wrong(
            _(
                "“{letters}” can't be right: a credit code has digits and capital letters, but no I, O, S, V or Z. "
                "Perhaps it is a 1, 0, 5, U or 2."
            ).format(letters=_(", ").join(strange))
        )
    if not code[_AREA].isdigit():
        raise _wrong(
            _(
                "The third to eighth characters of a credit code are the area's digits; here they are “{area}”."
            ).format(area=code[_AREA])
        )
    # Its own validate() refuses codes beginning with N.
    from stdnum.cn.uscc import calc_check_digit

    if calc_check_digit(code) != code[-1]:
        raise _wrong(
            _(
                "The credit code's last character doesn't fit the others: one of them was mistyped. "
                "Compare it with the licence."
            )
        )
    return code


def _wrong(text: str) -> UserError:
    return UserError(text, "credit_code")
