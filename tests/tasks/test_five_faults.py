"""A centre with children and no health worker in post."""

from datetime import date

from centerdesk.domain.people import Post, Role, StaffLeaveKind
from centerdesk.services import staff, staff_leaves
from centerdesk.services.staff import StaffFields
from centerdesk.tasks import Situation, open_matters
from centerdesk.tasks.five_faults import TASK
from tests.services.small_centre import TODAY, SmallCentre


def _told(centre: SmallCentre) -> list[str]:
    with centre.opened.store.read(centre.opened.actor) as session:
        return [f"{each.urgency.value} {each.text}" for each in TASK.find(Situation(session, centre.today))]


def test_the_want_of_a_health_worker_is_told_while_there_are_children(centre: SmallCentre) -> None:
    assert _told(centre) == []
    centre.enrol("陈晨", centre.add_class(), "2026-11-02")
    assert _told(centre) == ["alarm 在册 1 名婴幼儿，应配专职或兼职保健人员；目前无人在岗。"]
    nurse = centre.do(staff.hire, StaffFields("李静"), Post.HEALTH, date(2026, 9, 1))
    assert _told(centre) == []
    centre.do(staff_leaves.record_leave, nurse, StaffLeaveKind.OTHER, TODAY, TODAY)
    assert len(_told(centre)) == 1
    assert _told(centre.on("2026-11-25")) == []


def test_it_is_told_to_director_and_health_worker(centre: SmallCentre) -> None:
    centre.enrol("陈晨", centre.add_class(), "2026-11-02")
    told = []
    for role in Role:
        hands = centre.as_role(role).opened
        with hands.store.read(hands.actor) as session:
            if any("保健人员" in each.text for each in open_matters(Situation(session, TODAY))):
                told.append(role)
    assert told == [Role.DIRECTOR, Role.HEALTH_WORKER]
