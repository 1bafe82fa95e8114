"""The sample centre: as large and as lived-in as promised, and never in anybody's way."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from centerdesk import demo
from centerdesk.base.errors import UserError
from centerdesk.domain.attendance import Mark
from centerdesk.domain.calendar import Month, days_between
from centerdesk.domain.credit_code import checked_credit_code
from centerdesk.domain.gates import Gate, GateState
from centerdesk.domain.identity import check_id_number
from centerdesk.domain.people import (
    ApplicationState,
    CentrePaperKind,
    Funding,
    IdKind,
    PauseKind,
    Service,
)
from centerdesk.returns import monthly
from centerdesk.returns.content import State
from centerdesk.returns.rule import Level
from centerdesk.services import (
    applications,
    attendance,
    centre_papers,
    children,
    classes,
    collecting,
    contracts,
    entry,
    entry_papers,
    fees,
    pauses,
    ratio,
    rota,
    staff,
    staff_leaves,
    staff_papers,
    stay_history,
    training,
    training_balance,
    training_plan,
    transfers,
)
from centerdesk.services.centre import CentreFields, about, list_places
from centerdesk.services.opening import Opened, open_centre
from tests.cli.conftest import Cli
from tests.services.small_centre import SmallCentre

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def opened(sample: Path) -> Iterator[Opened]:
    centre = open_centre(sample, demo.PASSWORD)
    yield centre
    centre.store.close()


def test_it_has_46_children_and_12_staff_and_says_that_it_is_a_sample(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = children.list_children(session, TODAY)
        assert (len(rows), len(staff.list_staff(session, TODAY))) == (46, 12)
        centre = about(session, TODAY)
    assert (centre.sample, "示例" in centre.name, centre.places) == (True, True, 65)
    assert len({row.name for row in rows}) == 46


def test_nobody_real_can_be_meant(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = children.list_children(session, TODAY, with_left=True)
        phones = [person.phone for person in staff.list_staff(session, TODAY)]
    assert len(rows) > 46
    for row in rows:
        facts = check_id_number(IdKind.RESIDENT, row.id_number)
        assert facts
        assert (facts.birth_date, facts.sex) == (row.birth_date, row.sex)
        assert row.id_number.startswith("110199")
        phones += [guardian.phone for guardian in row.guardians]
    assert {phone[:3] for phone in phones} == {"154"}


def test_nobody_real_can_be_meant_among_the_staff(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = staff.list_staff(session, TODAY, with_left=True)
    assert [row.name for row in rows if row.left_on] == ["马丽"]
    for row in rows:
        facts = check_id_number(IdKind.RESIDENT, row.fields.id_number)
        assert facts
        assert (facts.birth_date, facts.sex) == (row.fields.birth_date, row.fields.sex)
        assert (row.fields.id_number[:6], row.phone[:3]) == ("110199", "154")


def test_the_last_months_are_locked_and_the_running_one_is_not(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        states = {str(row.month): row.state for row in monthly.months(session, TODAY)}
    assert states.pop("2026-11") is State.OPEN
    assert set(states.values()) == {State.LOCKED}
    assert "2026-10" in states


def test_two_years_of_records_are_believable(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        for back in range(1, 24):
            made = monthly.make(session, Month.of(TODAY).plus(-back), TODAY)
            values = {figure.code: figure.value for figure in made.figures}
            rate, enrolled = values["D04"], values["C01"]
            assert rate is not None
            assert enrolled is not None
            assert 80 < rate < 100, made.period
            assert 20 < enrolled <= 65, made.period
            assert values["D09"] == 0, made.period
        marks = Counter(row.mark for row in attendance.day_sheet(session, TODAY))
        found = monthly.make(session, Month.of(TODAY), TODAY).findings
        groups = classes.list_classes(session)
    assert len(groups) == 4
    assert marks[None] > 3  # half past eight: not all classes are taken yet
    assert Level.ERROR not in {finding.rule.level for finding in found}


def test_the_centre_has_its_particulars_its_fees_and_its_papers(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        centre = about(session, TODAY)
        (places,) = list_places(session)
        cost = {(row.service, row.funding): row.care for row in fees.fees_on(session, TODAY)}
        papers = centre_papers.list_papers(session, TODAY)
    assert checked_credit_code(centre.credit_code) == centre.credit_code
    assert (centre.credit_code[2:8], centre.phone[:3]) == ("110199", "154")
    assert (centre.recognised, centre.supervisor) == (True, "北京经济技术开发区社会事业局")
    unknown = [name for name in CentreFields.__slots__ if getattr(centre, name) in ("", None)]
    assert unknown == []
    assert (sum(number for _kind, number in places.by_kind), places.subsidised) == (65, 50)
    assert cost[Service.FULL, Funding.SUBSIDISED] == 3000_00
    assert cost[Service.FULL, Funding.MARKET] == 7000_00
    assert centre_papers.missing_kinds(papers) == []
    assert [paper.kind for paper in papers if paper.due] == [CentrePaperKind.INSURANCE]
    assert [paper.kind for paper in papers if paper.days_left is None] == [CentrePaperKind.FILING]
    assert all(paper.days_left is None or paper.days_left >= 0 for paper in papers)


def test_every_family_has_told_what_is_asked(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = children.list_children(session, TODAY)
    fields = [row.fields for row in rows]
    assert all(each.birth_order and each.multiple_birth is not None for each in fields)
    assert all(guardian.work for each in fields for guardian in each.guardians)
    assert sum(bool(each.chronic) for each in fields) == 2
    assert sum(bool(each.special_needs) for each in fields) == 1
    funding = Counter(row.pattern.funding for row in rows)
    assert funding[Funding.SUBSIDISED] > 30 > funding[Funding.MARKET] > 4
    assert None not in funding


def test_twins_share_all_but_name_and_number(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = children.list_children(session, TODAY)
    one, other = [row for row in rows if row.fields.multiple_birth]
    for shared in ("birth_date", "enrolled_on", "class_name", "guardians"):
        assert getattr(one, shared) == getattr(other, shared)
    assert one.fields.address == other.fields.address
    assert one.name[0] == other.name[0]
    assert one.id_number != other.id_number
    assert (one.fields.birth_order, other.fields.birth_order) in ((1, 2), (2, 1))


def test_papers_of_entry_show_each_kind_of_task_and_not_many(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        found = Counter((row.gate, row.state) for row in entry.open_gates(session, TODAY))
        examined = [bool(entry_papers.examinations_of(session, nth, TODAY)) for nth in range(1, 47)]
        signed = [bool(contracts.contracts_of(session, nth, TODAY)) for nth in range(1, 47)]
        ending = contracts.contracts_ending(session, TODAY)
        newest = max(children.list_children(session, TODAY), key=lambda row: row.enrolled_on or date.min)
        verdicts = {each.gate: each.state for each in entry.gates(session, newest.id, TODAY)}
    assert found == {
        (Gate.VACCINATION, GateState.DUE): 2,
        (Gate.VACCINATION, GateState.OVERDUE): 1,
        (Gate.CONTRACT, GateState.MISSING): 1,
    }
    assert (sum(examined), sum(signed)) == (44, 45)
    assert [0 < row.days_left <= 30 for row in ending] == [True]
    assert verdicts[Gate.VACCINATION] is GateState.DUE
    assert newest.settling_until
    assert newest.settling_until >= TODAY


def test_it_is_known_who_may_collect_and_who_must_not(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = children.list_children(session, TODAY)
        collectors = {row.id: collecting.collectors_of(session, row.id, TODAY) for row in rows}
        barred = {row.id: collecting.barred_of(session, row.id, TODAY) for row in rows if row.barred}
        ((child_id, (father,)),) = barred.items()
        may = [row.name for row in collecting.may_collect(session, child_id, TODAY)]
        guardians = children.child(session, child_id, TODAY).guardians
    everybody = [each for of_child in collectors.values() for each in of_child]
    relations = {each.relation for each in everybody}
    assert {"舅舅", "奶奶"} <= relations <= {"奶奶", "姥姥", "爷爷", "姥爷", "舅舅"}
    assert {each.phone[:3] for each in everybody} == {"154"}
    assert all(each.id_tail for each in everybody)
    assert [each.relation for each in everybody if each.one_day and each.valid_from == TODAY] == ["舅舅"]
    assert 10 < sum(not each.one_day for each in everybody) < 24
    assert [each.name for each in guardians if not each.custody] == [father.name]
    assert father.name not in may
    assert "判决书" in father.paper
    lone = [row.id for row in rows if not all(each.custody for each in row.guardians)]
    assert lone == [child_id]


def test_one_is_suspended_without_marks_and_one_on_leave_with_them(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        away = {row.pause.kind: row for row in pauses.paused_on(session, TODAY)}
        since = {kind: _marks_since(session, row) for kind, row in away.items()}
        before = _marks(session, away[PauseKind.SUSPENDED].child_id, TODAY - timedelta(days=60), TODAY)
    assert since == {PauseKind.SUSPENDED: set(), PauseKind.LEAVE: {(Mark.PERSONAL, "请长假")}}
    assert (Mark.PRESENT, "") in before


def _marks_since(session: Session, away: pauses.PausedChild) -> set[tuple[Mark, str]]:
    return _marks(session, away.child_id, away.pause.starts_on, TODAY)


def _marks(session: Session, child_id: int, first: date, last: date) -> set[tuple[Mark, str]]:
    return {
        (row.mark, row.reason)
        for day in days_between(first, last)
        for row in attendance.day_sheet(session, day)
        if row.child_id == child_id and row.mark
    }


def test_families_wait_for_a_place(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = applications.waiting(session, TODAY, with_decided=True)
        here = {row.id: row.name for row in children.list_children(session, TODAY)}
    assert Counter(row.state for row in rows) == {
        ApplicationState.WAITING: 3,
        ApplicationState.OFFERED: 1,
        ApplicationState.WITHDRAWN: 1,
        ApplicationState.ADMITTED: 1,
    }
    assert {row.fields.phone[:3] for row in rows} == {"154"}
    admitted = [row for row in rows if row.state is ApplicationState.ADMITTED]
    assert [here[row.child_id or 0] for row in admitted] == [admitted[0].name]
    others = [row.name for row in rows if row.state is not ApplicationState.ADMITTED]
    assert not set(others) & set(here.values())


def test_those_who_left_went_somewhere_and_one_took_a_certificate(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        left = [row for row in children.list_children(session, TODAY, with_left=True) if row.left_on]
        stays = [stay for row in left for stay in stay_history.stays_of_child(session, row.id, TODAY)]
        issued = [each for row in left for each in transfers.certificates_of(session, row.id, TODAY)]
    assert len(left) == 30
    assert all(stay.destination for stay in stays)
    (certificate,) = issued
    assert (certificate.left_on, certificate.issued_on) == (date(2026, 8, 31), date(2026, 8, 31))
    assert certificate.destination in {stay.destination for stay in stays}


def test_papers_of_the_staff_are_renewed_and_four_need_care(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = staff_papers.list_papers(session, TODAY)
        uncounted = {
            back: staff_papers.not_countable(session, TODAY - timedelta(days=back)) for back in range(700)
        }
        last_month = Month.of(TODAY).plus(-1)
        away = {day for day in last_month.days if staff_leaves.off_duty(session, day)}
        now_away = staff_leaves.off_duty(session, TODAY)
    cared = {(row.name, row.kind.code): row.days_left for row in rows if row.days_left and row.needs_care}
    assert cared == {
        ("何师傅", "health_certificate"): -1,
        ("杨柳", "health_certificate"): 6,
        ("周婷", "background_check"): 25,
        ("李静", "nurse"): 70,
    }
    missing = Counter(row.kind.code for row in rows if row.fields is None)
    assert missing == {"first_aid": 4, "fire_training": 6}
    held = Counter(row.kind.code for row in rows if row.fields)
    assert (held["health_certificate"], held["background_check"], held["food_certificate"]) == (12, 12, 1)
    assert list(uncounted[0].values()) == ["无有效的健康合格证"]
    # Earlier days too: nobody ever worked without papers, and one was off duty for five days.
    assert {words for back in range(1, 700) for words in uncounted[back].values()} == {"离岗"}
    assert (len(away), now_away) == (5, set())


def test_one_class_is_a_carer_short_this_afternoon(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        rows = ratio.class_ratios(session, TODAY)
        week = rota.who_is_where(session, TODAY - timedelta(days=TODAY.weekday()))
    short = [(row.name, row.morning, row.afternoon, row.needed_by_presence) for row in rows if not row.enough]
    assert short == [("托大2班", 2, 1, 2)]
    assert [row.name for row in rows if not row.enough_by_books] == ["托大2班"]
    changed = [(row.name, day.day) for row in week for day in row.days if day.changed]
    assert changed == [("孙悦", TODAY)]


def test_trainings_leave_two_short_of_the_centre_s_target(opened: Opened) -> None:
    with opened.store.read(opened.actor) as session:
        held = {year: training.sessions(session, year) for year in (2025, 2026)}
        lines = training_plan.plan(session, 2026, TODAY)
        short = training_balance.shortfalls(session, 2026, TODAY)
        details = [training.session_row(session, row.id) for row in held[2026]]
    assert {year: len(rows) for year, rows in held.items()} == {2025: 8, 2026: 11}
    assert (len(lines), sum(line.held_on is not None for line in lines)) == (6, 4)
    assert not any(line.overdue for line in lines)
    assert {(row.name, row.required) for row in short} == {("杨柳", Decimal(24)), ("郑爽朗", Decimal(24))}
    assert [row.topic for row in held[2026] if row.starts_on == TODAY] == ["冬春季呼吸道传染病的识别与消毒"]
    assert [row.starts_on.year for row in held[2026] if row.starts_on.year != row.ends_on.year] == [2025]
    assert sum(row.people == 1 for row in held[2026]) == 2
    own = [(each.name, each.hours) for row in details for each in row.attendees if each.hours is not None]
    assert [(name, str(hours)) for name, hours in own] == [("吴倩", "4.5")]


@pytest.mark.parametrize("today", ["2026-01-01", "2024-02-29", "2026-08-31"])
def test_it_can_be_made_on_any_day(tmp_path: Path, today: str) -> None:
    day = date.fromisoformat(today)
    opened = demo.make(tmp_path / "centre", day)
    with opened.store.read(opened.actor) as session:
        assert len(children.list_children(session, day)) == 46
        assert {row.pause.kind for row in pauses.paused_on(session, day)} == set(PauseKind)
        states = {row.state for row in entry.open_gates(session, day) if row.gate is Gate.VACCINATION}
        assert states == {GateState.DUE, GateState.OVERDUE}
        assert contracts.contracts_ending(session, day)
        ending = [row.days_left for row in staff_papers.list_papers(session, day) if row.fields][:4]
        assert ending == [-1, 6, 25, 70]
        assert [row.starts_on for row in training.sessions(session, day.year)][:1] == [day]
        assert not any(line.overdue for line in training_plan.plan(session, day.year, day))
        assert len([row for row in ratio.class_ratios(session, day) if not row.enough]) <= 1
        last = monthly.make(session, Month.of(day).plus(-1), day)
    opened.store.close()
    assert last.state is State.LOCKED


def test_the_command_makes_it_and_names_its_password(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    answer = cli("demo", folder, "--today", "2026-11-24", "--json")
    assert answer.json == {"folder": str(folder), "password": "practice-centre"}
    made = open_centre(folder, "practice-centre").store
    assert made.check().ok
    made.close()
    assert cli("demo", folder, "--today", "2026-11-24").code == 1


def test_the_sample_run_names_its_papers_and_can_be_run_again(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    first = cli("run-sample", folder, "--today", "2026-11-24", "--json").json
    assert sorted(Path(name).suffix for name in first["files"]) == [".json", ".pdf", ".pdf", ".xlsx"]
    assert all(Path(name).stat().st_size > 500 for name in first["files"])
    again = cli("run-sample", folder, "--today", "2026-12-01", "--json").json
    assert all("2026-11" in name for name in again["files"])
    assert not Path(first["files"][0]).exists()


def test_a_real_centre_is_never_taken_for_a_sample(cli: Cli, centre: SmallCentre) -> None:
    centre.enrol("曾星辰", centre.add_class(), "2026-09-01")
    for _attempt in range(2):
        assert cli("run-sample", centre.folder, "--today", "2026-11-24").code == 1
        with pytest.raises(UserError):
            demo.remake(centre.folder, TODAY)
    assert [row.name for row in centre.see(children.list_children, TODAY)] == ["曾星辰"]


def test_a_folder_with_somebody_s_files_is_never_taken_for_a_sample(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "论文.docx").write_text("mine")
    for _attempt in range(2):
        answer = cli("run-sample", tmp_path, "--today", "2026-11-24")
        assert (answer.code, str(tmp_path) in answer.err) == (1, True)
    assert [file.name for file in tmp_path.iterdir()] == ["论文.docx"]
