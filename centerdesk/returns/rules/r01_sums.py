"""R01: the sums of the return agree."""

from collections.abc import Mapping
from decimal import Decimal

from centerdesk.base.formats import number
from centerdesk.base.i18n import N_, _
from centerdesk.returns.facts import MonthFacts
from centerdesk.returns.indicator import Value
from centerdesk.returns.rule import Found, Level, Rule

# (figure, codes to add, codes to take away)
_EQUAL: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("C01", ("C02",), ()),
    ("C01", ("C03",), ()),
    ("C01", ("C04",), ()),
    ("D05", ("D02",), ("D03", "D09")),
    ("D05", ("D06", "D07", "D08"), ()),
)


def _sum(figures: Mapping[str, Value], codes: tuple[str, ...]) -> Decimal | int:
    return sum(figures[code] or 0 for code in codes)


def _parts(figures: Mapping[str, Value], code: str) -> Decimal | int:
    return sum(value or 0 for key, value in figures.items() if key.startswith(f"{code}."))


def _find(facts: MonthFacts, figures: Mapping[str, Value]) -> list[Found]:
    found = []
    for whole, plus, minus in _EQUAL:
        if figures[whole] != (total := _sum(figures, plus) - _sum(figures, minus)):
            found.append((whole, " - ".join([" + ".join(plus), *minus]), total))
    for code in ("C02", "C03", "C04"):
        if figures[code] != (total := _parts(figures, code)):
            found.append((code, f"{code}.*", total))
    return [
        Found(
            _("{whole} is {value}, but {codes} make {total}.").format(
                whole=whole, value=number(figures[whole]), codes=codes, total=number(total)
            )
        )
        for whole, codes, total in found
    ]


RULE = Rule(
    code="R01",
    level=Level.ERROR,
    title=N_("Sums agree: C02 = C03 = C04 = C01; D02 - D03 - D09 = D05 = D06 + D07 + D08"),
    instruction=N_("Report this to the program's makers: the figures contradict each other."),
    find=_find,
)
