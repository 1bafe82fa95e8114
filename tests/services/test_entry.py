"""Coming in: nobody passes the wall of the examination; the other papers are tasks with a day."""

from datetime import date
from typing import Any

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.consents import NEEDED
from centerdesk.domain.people import LeaveReason, Relation, Role, Sex, VaccinationOutcome
from centerdesk.services import children, consents, contracts, entry, entry_papers, observations
from centerdesk.services.child_fields import ChildFields, GuardianRow
from centerdesk.services.contracts import ContractFields
from centerdesk.services.entry import EntryPapers
from tests.services.small_centre import TODAY, SmallCentre

MOTHER = GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111")
EXAMINED = EntryPapers(examined_on=date(2026, 11, 10), institution="开发区妇幼保健院")


def _fields(name: str = "欧阳若谷") -> ChildFields:
    return ChildFields(name, Sex.FEMALE, date(2024, 6, 1), guardians=(MOTHER,))


def _admit(
    centre: SmallCentre, papers: EntryPapers, on: date = TODAY, name: str = "欧阳若谷", **more: Any
) -> int:
    class_id = more.pop("class_id", None) or centre.add_class(f"托大班{name}")
    return centre.do(entry.admit, _fields(name), class_id, on, papers, today=centre.today, **more)


def _states(centre: SmallCentre, child_id: int, on: date | None = None) -> str:
    return " ".join(each.state.name for each in centre.see(entry.gates, child_id, on or centre.today))


def test_a_child_comes_in_with_what_it_brings(centre: SmallCentre) -> None:
    child_id = _admit(
        centre,
        EntryPapers(
            examined_on=date(2026, 11, 10),
            institution=" 开发区妇幼保健院 ",
            vaccination_checked_on=TODAY,
            outcome=VaccinationOutcome.DUE,
            missing="甲肝×1",
        ),
        settling_until=date(2026, 12, 4),
    )
    (exam,) = centre.see(entry_papers.examinations_of, child_id, TODAY)
    assert (exam.examined_on, exam.institution, exam.fit) == (date(2026, 11, 10), "开发区妇幼保健院", True)
    assert exam.valid_until == date(2027, 2, 10)
    (check,) = centre.see(entry_papers.vaccination_checks_of, child_id, TODAY)
    assert (check.outcome, check.missing, check.checked_by) == (VaccinationOutcome.DUE, "甲肝×1", "张园长")
    assert centre.see(children.child, child_id, TODAY).enrolled_on == TODAY
    assert _states(centre, child_id) == "OK DUE MISSING MISSING"


@pytest.mark.parametrize(
    ("papers", "comes"),
    [
        (EntryPapers(), "2026-11-24"),
        (EntryPapers(examined_on=date(2026, 8, 24)), "2026-11-25"),
        (EntryPapers(examined_on=date(2026, 8, 31)), "2026-12-01"),
        (EntryPapers(examined_on=date(2026, 11, 24)), "2026-11-23"),
        (EntryPapers(examined_on=date(2026, 11, 10), fit=False), "2026-11-24"),
        (EntryPapers(examined_on=date(2026, 11, 10), fit=False, waived="家长着急"), "2026-11-24"),
        (EntryPapers(transfer_left_on=date(2026, 8, 23)), "2026-11-24"),
    ],
)
def test_the_examination_is_a_wall(centre: SmallCentre, papers: EntryPapers, comes: str) -> None:
    with pytest.raises(UserError) as refusal:
        _admit(centre, papers, date.fromisoformat(comes))
    assert refusal.value.field == "examined_on"
    assert centre.see(children.list_children, TODAY, with_left=True) == []


@pytest.mark.parametrize(
    ("papers", "comes"),
    [
        (EntryPapers(examined_on=date(2026, 8, 24)), "2026-11-24"),
        (EntryPapers(examined_on=date(2026, 8, 31)), "2026-11-30"),
        (EntryPapers(transfer_left_on=date(2026, 8, 24)), "2026-11-24"),
    ],
)
def test_what_is_valid_on_the_day_of_entry_opens_it(
    centre: SmallCentre, papers: EntryPapers, comes: str
) -> None:
    child_id = _admit(centre, papers, date.fromisoformat(comes))
    (exam,) = centre.see(entry_papers.examinations_of, child_id, date.fromisoformat(comes))
    assert exam.transfer is (papers.transfer_left_on is not None)
    assert _states(centre, child_id).startswith("OK ")


def test_the_head_may_let_a_child_in_without_and_it_stays_a_task(centre: SmallCentre) -> None:
    child_id = _admit(centre, EntryPapers(waived=" 体检约在周五 "))
    (row, *_others) = centre.see(entry.open_gates, TODAY)
    assert (row.child_id, row.state.name, row.due_on) == (child_id, "WAIVED", TODAY)
    assert "体检约在周五" in row.words
    friday = centre.on("2026-11-27")
    friday.do(
        entry_papers.record_examination, child_id, friday.today, "开发区妇幼保健院", True, today=friday.today
    )
    assert _states(friday, child_id).startswith("OK ")


def test_a_reason_that_wasn_t_needed_is_not_kept_as_a_waiver(centre: SmallCentre) -> None:
    papers = EntryPapers(examined_on=date(2026, 11, 10), waived="体检约在周五")
    child_id = _admit(centre, papers)
    assert _states(centre, child_id).startswith("OK ")


def test_no_child_comes_into_a_class_under_observation(centre: SmallCentre) -> None:
    class_id = centre.add_class()
    last = date(2026, 11, 30)
    centre.do(observations.observe_class, class_id, "手足口病", date(2026, 11, 20), last)
    with pytest.raises(UserError, match="手足口病") as refusal:
        _admit(centre, EXAMINED, last, class_id=class_id)
    assert refusal.value.field == "class"
    child_id = _admit(centre, EXAMINED, date(2026, 12, 1), class_id=class_id)
    centre.do(children.leave, child_id, date(2026, 12, 2), LeaveReason.MOVED)
    centre.do(observations.observe_class, class_id, "水痘", date(2026, 12, 3), date(2026, 12, 20))
    with pytest.raises(UserError, match="水痘"):
        centre.do(entry.readmit, child_id, class_id, date(2026, 12, 7), EXAMINED, today=TODAY)


@pytest.mark.parametrize(("returns", "may"), [("2026-11-24", True), ("2026-11-25", False)])
def test_a_child_away_for_more_than_three_months_is_examined_anew(
    centre: SmallCentre, returns: str, may: bool
) -> None:
    class_id = centre.add_class()
    early = centre.on("2026-08-24")
    papers = EntryPapers(examined_on=date(2026, 6, 20))
    child_id = early.do(entry.admit, _fields(), class_id, date(2026, 7, 1), papers, today=early.today)
    early.do(children.leave, child_id, date(2026, 8, 24), LeaveReason.OTHER)
    back = centre.on(returns)
    if may:
        back.do(entry.readmit, child_id, class_id, back.today, EntryPapers(), today=back.today)
        assert _states(back, child_id).startswith("OK DUE")
        return
    with pytest.raises(UserError) as refusal:
        back.do(entry.readmit, child_id, class_id, back.today, EntryPapers(), today=back.today)
    assert refusal.value.field == "examined_on"
    back.do(entry.readmit, child_id, class_id, back.today, EXAMINED, today=back.today)
    assert len(back.see(entry_papers.examinations_of, child_id, back.today)) == 2


def test_a_child_comes_back_without_any_examination_on_file_through_the_wall(centre: SmallCentre) -> None:
    class_id = centre.add_class()
    child_id = centre.enrol("欧阳若谷", class_id, "2026-09-01", left="2026-11-20")
    with pytest.raises(UserError) as refusal:
        centre.do(entry.readmit, child_id, class_id, TODAY, EntryPapers(), today=TODAY)
    assert refusal.value.field == "examined_on"


def test_who_was_found_unfit_comes_back_once_it_is_found_fit(centre: SmallCentre) -> None:
    class_id = centre.add_class()
    child_id = centre.enrol("欧阳若谷", class_id, "2026-09-01", left="2026-11-20")
    for day, fit in ((date(2026, 11, 1), True), (date(2026, 11, 20), False)):
        centre.do(entry_papers.record_examination, child_id, day, "", fit, today=TODAY)
    with pytest.raises(UserError, match="不宜入托"):
        centre.do(entry.readmit, child_id, class_id, TODAY, EntryPapers(waived="家长着急"), today=TODAY)
    found_fit = EntryPapers(examined_on=TODAY)
    centre.do(entry.readmit, child_id, class_id, TODAY, found_fit, today=TODAY)
    assert _states(centre, child_id).startswith("OK ")


def test_the_papers_complete_the_gates_one_by_one(centre: SmallCentre) -> None:
    child_id = _admit(centre, EXAMINED)
    assert _states(centre, child_id) == "OK DUE MISSING MISSING"
    check_id = centre.do(entry_papers.record_vaccination_check, child_id, TODAY, True, None, today=TODAY)
    assert _states(centre, child_id) == "OK DUE MISSING MISSING"
    centre.do(
        entry_papers.change_vaccination_check,
        check_id,
        TODAY,
        True,
        VaccinationOutcome.COMPLETE,
        today=TODAY,
    )
    assert _states(centre, child_id) == "OK OK MISSING MISSING"
    contract = ContractFields("TY-001", "", TODAY, "夏侯小妹", TODAY)
    centre.do(contracts.record_contract, child_id, contract, today=TODAY)
    assert _states(centre, child_id) == "OK OK OK MISSING"
    centre.do(consents.record_consent, child_id, NEEDED, TODAY, "夏侯小妹", today=TODAY)
    assert _states(centre, child_id) == "OK OK OK OK"
    assert centre.see(entry.open_gates, TODAY) == []


def test_open_gates_are_those_of_children_who_came_since_sixty_days_before_the_file(
    centre: SmallCentre,
) -> None:
    class_id = centre.add_class()  # the file begins on 2026-11-24
    centre.enrol("早来", class_id, "2026-09-24")
    centre.enrol("晚来", class_id, "2026-09-25")
    centre.enrol("将来", class_id, "2026-12-01")
    centre.enrol("走了", class_id, "2026-10-01", left="2026-11-20")
    rows = centre.see(entry.open_gates, TODAY)
    assert [f"{row.name} {row.gate.value} {row.state.value}" for row in rows] == [
        "将来 examination due",
        "将来 vaccination due",
        "将来 contract due",
        "将来 consent due",
        "晚来 examination missing",
        "晚来 vaccination overdue",
        "晚来 contract missing",
        "晚来 consent missing",
    ]
    assert {row.class_name for row in rows} == {"托大班"}


def test_the_queries_don_t_grow_with_the_children(centre: SmallCentre) -> None:
    class_id = centre.add_class()

    def statements() -> int:
        with centre.counting() as sent:
            centre.see(entry.open_gates, TODAY)
        return len(sent)

    centre.enrol("欧阳若谷", class_id, "2026-11-02")
    with_one = statements()
    for name in ("曹景澄", "范小满", "李奕辰"):
        centre.enrol(name, class_id, "2026-11-02")
    assert statements() == with_one


def test_teachers_see_the_gates_of_their_own_class_alone(centre: SmallCentre) -> None:
    own, other = centre.add_class("托小班"), centre.add_class("托大班")
    centre.enrol("欧阳若谷", own, "2026-11-02")
    stranger = centre.enrol("曹景澄", other, "2026-11-02")
    teacher = centre.as_role(Role.TEACHER, own)
    assert {row.name for row in teacher.see(entry.open_gates, TODAY)} == {"欧阳若谷"}
    with pytest.raises(RefusedError):
        teacher.see(entry.gates, stranger, TODAY)
