"""Money: whole 分 (1/100 yuan) inside, yuan with two decimals outside."""

import re
import unicodedata
from decimal import Decimal

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _

_YUAN = re.compile(r"[0-9]{1,7}(\.[0-9]{1,2})?")


def yuan(cents: int) -> str:
    """3000.00"""
    return f"{Decimal(cents) / 100:.2f}"


def cents(typed: str, field: str) -> int | None:
    """What was typed as yuan (3000, 3,000.5, 3000.50元), None when nothing was; UserError at the field."""
    if not typed.strip():
        return None
    text = unicodedata.normalize("NFKC", typed).strip().removesuffix("元").replace(",", "").strip()
    if not _YUAN.fullmatch(text):
        raise UserError(
            _("“{text}” is no amount. Write it in yuan, for example 3000 or 25.50.").format(
                text=typed.strip()
            ),
            field,
        )
    return int(Decimal(text) * 100)
