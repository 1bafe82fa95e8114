"""Whatever happens in a centre, the figures of its return agree with each other and with the class sheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from centerdesk.db.schema.attendance import Attendance
from centerdesk.domain.attendance import Mark, Pattern, add_up
from centerdesk.domain.calendar import Month, operating_days
from centerdesk.domain.people import ClassKind, Household, LeaveReason, Service, Sex
from centerdesk.returns import monthly
from centerdesk.returns.content import figures_of
from centerdesk.returns.evidence import evidence_of
from centerdesk.returns.facts import MonthFacts, read_facts
from centerdesk.returns.indicator import Indicator, all_indicators
from centerdesk.returns.rules.r01_sums import RULE as SUMS
from centerdesk.services import attendance, children, classes
from centerdesk.services.child_fields import ChildFields
from tests.services.small_centre import TODAY, SmallCentre, small_centre

FEBRUARY, MARCH = Month(2026, 2), Month(2026, 3)  # Spring Festival, two make-up Saturdays, then a plain month
KINDS = (ClassKind.INFANT, ClassKind.TODDLER, ClassKind.SENIOR)
COUNTED = [indicator for indicator in all_indicators() if not indicator.fact]


@dataclass(frozen=True)
class Life:
    """A child's months: days are counted from 1 January 2026."""

    sex: Sex
    born: int
    household: Household | None
    enrolled: int
    stays: int | None
    reason: LeaveReason | None
    pattern: Pattern
    group: int
    moves: tuple[tuple[int, int], ...]
    marks: tuple[Mark | None, ...]


_DAY = st.integers(0, 100)
_PATTERN = st.builds(
    Pattern,
    st.sampled_from(Service),
    st.sampled_from(["12345", "135", "24", "5"]),
)
_LIFE = st.builds(
    Life,
    st.sampled_from(Sex),
    st.integers(1, 1200),
    st.sampled_from([None, *Household]),
    _DAY,
    st.none() | st.integers(0, 60),
    st.sampled_from([None, *LeaveReason]),
    _PATTERN,
    st.integers(0, 2),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 2)), max_size=2).map(tuple),
    st.lists(st.sampled_from([None, *Mark]), min_size=1, max_size=7).map(tuple),
)
LIVES = st.lists(_LIFE, max_size=6)
BEGIN = date(2026, 1, 1)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallCentre]:
    """A centre with three classes; what an example does in it is never committed."""
    folder: Path = tmp_path_factory.mktemp("any") / "centre"
    with small_centre(folder) as made:
        for kind in KINDS:
            made.add_class(kind.value, kind)
        yield made


def _live(session: Session, lives: list[Life]) -> None:
    groups = [group.id for group in classes.list_classes(session)]
    for number, life in enumerate(lives):
        enrolled = BEGIN + timedelta(days=life.enrolled)
        fields = ChildFields(
            f"孩子{number}", life.sex, enrolled - timedelta(days=life.born), household=life.household
        )
        child_id = children.enrol(
            session, fields, groups[life.group], enrolled, today=TODAY, pattern=life.pattern
        )
        for after, group in life.moves:
            children.move(session, child_id, groups[group], enrolled + timedelta(days=after))
        left = None if life.stays is None else enrolled + timedelta(days=life.stays)
        if left:
            children.leave(session, child_id, left, life.reason)
        # As an import of older sheets may leave them: marks also on days that expect nobody.
        for place, day in enumerate(operating_days(enrolled, left or MARCH.last)):
            if mark := life.marks[place % len(life.marks)]:
                session.add(Attendance(day=day, child_id=child_id, mark=mark, reason=""))
    session.flush()


def _figures(facts: MonthFacts) -> dict[str, int]:
    return {figure.code: figure.value for figure in figures_of(facts) if isinstance(figure.value, int)}


def _examples(count: int) -> settings:
    return settings(max_examples=count, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(LIVES)
@_examples(60)
def test_every_count_is_the_number_of_its_records_and_every_whole_the_sum_of_its_parts(
    centre: SmallCentre, lives: list[Life]
) -> None:
    with centre.opened.store.read(centre.opened.actor) as session:
        _live(session, lives)
        facts = read_facts(session, FEBRUARY, FEBRUARY.last)
    for indicator in COUNTED:
        _check(indicator, facts)
    assert SUMS.find(facts, {figure.code: figure.value for figure in figures_of(facts)}) == []


def _check(indicator: Indicator, facts: MonthFacts) -> None:
    whole = indicator.of(facts)
    parts = [part.of(facts) for part in indicator.parts]
    if whole is None:
        assert indicator.code == "C05"
        assert facts.enrolled
        assert {person.household for person in facts.enrolled} == {None}
        assert set(parts) == {None}
        return
    if indicator.over is None:
        assert indicator.value(facts) == len(whole)
    if parts:
        shared = [evidence_of(record) for part in parts for record in part or ()]
        assert sorted(map(repr, shared)) == sorted(repr(evidence_of(record)) for record in whole)


@given(LIVES)
@_examples(40)
def test_who_was_here_and_came_less_who_left_is_who_is_here(centre: SmallCentre, lives: list[Life]) -> None:
    with centre.opened.store.read(centre.opened.actor) as session:
        _live(session, lives)
        before = _figures(read_facts(session, FEBRUARY, FEBRUARY.last))
        for as_of in (MARCH.first, date(2026, 3, 17), MARCH.last):
            now = _figures(read_facts(session, MARCH, as_of))
            assert before["C01"] + now["C12"] - now["C13"] == now["C01"]


@given(LIVES)
@_examples(30)
def test_the_return_counts_what_the_class_sheets_and_the_days_of_the_centre_count(
    centre: SmallCentre, lives: list[Life]
) -> None:
    with centre.opened.store.read(centre.opened.actor) as session:
        _live(session, lives)
        figures = _figures(read_facts(session, FEBRUARY, FEBRUARY.last))
        sheets = add_up(
            attendance.class_month(session, FEBRUARY, group.id, FEBRUARY.last).tally
            for group in classes.list_classes(session)
        )
        days = attendance.tallies_by_day(session, FEBRUARY.first, FEBRUARY.last)
        books = len(children.list_children(session, FEBRUARY.last))
    assert add_up(tally for _day, tally in days) == sheets
    counted = (sheets.expected, sheets.attended, sheets.absent, sheets.sick, sheets.personal, sheets.other)
    assert counted == tuple(figures[code] for code in ("D02", "D03", "D05", "D06", "D07", "D08"))
    assert (sheets.untaken, len(days)) == (figures["D09"], figures["D01"])
    leaving_that_day = sum(
        1 for life in lives if life.stays is not None and life.enrolled + life.stays == 58
    )  # 28 February: still on the day's roster, no longer on the books at its end
    assert books == figures["C01"] + leaving_that_day


def test_facts_are_read_in_as_many_statements_for_5_children_as_for_60(centre: SmallCentre) -> None:
    life = Life(Sex.MALE, 500, None, 3, None, None, Pattern(weekdays="135"), 0, ((20, 1),), (Mark.PRESENT,))
    counts = []
    for number in (5, 60):
        with centre.opened.store.read(centre.opened.actor) as session:
            _live(session, [life] * number)
            session.expunge_all()
            with centre.counting() as sent:
                facts = read_facts(session, FEBRUARY, FEBRUARY.last)
            assert len(facts.enrolled) == number
        counts.append(len(sent))
    assert counts[0] == counts[1] > 0


def test_making_a_return_takes_as_many_statements_for_5_children_as_for_60(centre: SmallCentre) -> None:
    life = Life(Sex.MALE, 500, None, 3, None, None, Pattern(), 0, (), (Mark.PRESENT, Mark.SICK))
    counts = []
    for number in (5, 60):
        with centre.opened.store.read(centre.opened.actor) as session:
            _live(session, [life] * number)
            session.expunge_all()
            with centre.counting() as sent:
                monthly.make(session, FEBRUARY, TODAY)
                monthly.behind(session, FEBRUARY, "D02", TODAY)
        counts.append(len(sent))
    assert counts[0] == counts[1] > 0
