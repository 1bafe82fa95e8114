"""C03: enrolled children by age."""

from centerdesk.base.i18n import N_
from centerdesk.domain.ages import completed_months
from centerdesk.domain.certainty import Certainty
from centerdesk.returns.indicator import OWN_DICTIONARY, Indicator, Part

_BANDS: tuple[tuple[str, str, int, float], ...] = (
    ("0_5", N_("Under 6 months"), -1, 6),
    ("6_11", N_("6-11 months"), 6, 12),
    ("12_17", N_("12-17 months"), 12, 18),
    ("18_23", N_("18-23 months"), 18, 24),
    ("24_29", N_("24-29 months"), 24, 30),
    ("30_35", N_("30-35 months"), 30, 36),
    ("36_", N_("36 months and over"), 36, float("inf")),
)


def _of(code: str, title: str, youngest: int, below: float) -> Part:
    return Part(
        code,
        title,
        lambda facts: [
            person
            for person in facts.enrolled
            if youngest <= completed_months(person.birth_date, facts.as_of) < below
        ],
    )


INDICATOR = Indicator(
    code="C03",
    title=N_("By age"),
    unit=N_("children"),
    definition=N_("The children of C01 by completed months on the reference day."),
    source=OWN_DICTIONARY,
    certainty=Certainty.OWN,
    of=lambda facts: facts.enrolled,
    parts=tuple(_of(*band) for band in _BANDS),
)
