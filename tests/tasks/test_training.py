"""Today names who will fall short of the training hours, one line for each, to whoever keeps the staff's records."""

from datetime import date
from decimal import Decimal

from centerdesk.domain.people import Post, RequirementPeriod, Role, TrainingForm
from centerdesk.services import training_plan
from centerdesk.services.training_plan import PlanFields
from centerdesk.services.training_requirements import RequirementFields, add_requirement
from centerdesk.tasks import Situation, open_matters
from tests.services.small_centre import SmallCentre
from tests.services.training_made import hire, train


def _told(centre: SmallCentre) -> list[tuple[str, int | None]]:
    with centre.opened.store.read(centre.opened.actor) as session:
        matters = open_matters(Situation(session, centre.today, centre.folder))
    return [
        (each.text, each.where.get("staff_id"))
        for each in matters
        if each.page == "staff" and each.tag == "学时"
    ]


def _ask_24_hours_a_year(centre: SmallCentre) -> None:
    asked = RequirementFields(Post.CARER, "", RequirementPeriod.YEAR, Decimal(24), date(2026, 1, 1))
    centre.do(add_requirement, asked)


def test_each_person_at_risk_has_a_line_with_all_that_is_short(centre: SmallCentre) -> None:
    _ask_24_hours_a_year(centre)
    wang, zhao = hire(centre, "王芳"), hire(centre, "赵敏")
    train(centre, "2026-03-01", "20.5", wang)
    train(centre, "2026-03-01", "24", zhao)
    assert _told(centre) == [("王芳预计到年底学时不足：每年·不限类别，已完成20.5/24.0学时", wang)]


def test_plan_that_brings_the_hours_settles_the_matter(centre: SmallCentre) -> None:
    _ask_24_hours_a_year(centre)
    hire(centre, "王芳")
    assert len(_told(centre)) == 1
    line = PlanFields(date(2026, 12, 20), "急救", "first_aid", TrainingForm.GROUP, Decimal(24))
    centre.do(training_plan.add_line, line)
    assert _told(centre) == []


def test_what_is_only_for_reference_raises_no_alarm_and_what_a_standard_asks_does(
    centre: SmallCentre,
) -> None:
    hire(centre, "王芳")
    hire(centre, "何师傅", Post.COOK)
    assert _told(centre) == []
    head = hire(centre, "李园长", Post.HEAD)
    assert _told(centre) == [("李园长预计到年底学时不足：岗前一次·岗位培训，已完成0.0/60.0学时", head)]


def test_of_many_the_first_are_named_and_the_others_counted(centre: SmallCentre) -> None:
    _ask_24_hours_a_year(centre)
    for name in "甲乙丙丁戊己庚":
        hire(centre, f"王{name}")
    told = _told(centre)
    assert len(told) == 6
    assert told[-1] == ("另有2人预计到年底学时不足", None)


def test_names_are_told_to_the_director_only(centre: SmallCentre) -> None:
    _ask_24_hours_a_year(centre)
    hire(centre, "王芳")
    for role in (Role.HEALTH_WORKER, Role.TEACHER, Role.CLERK):
        assert _told(centre.as_role(role)) == []
