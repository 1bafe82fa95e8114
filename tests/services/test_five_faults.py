"""The five faults of 76号令 art. 19: when each light is red, yellow or green, and who stands behind it."""

from datetime import date
from typing import Any

import pytest

from centerdesk.base.errors import RefusedError
from centerdesk.domain.people import Employment, Post, Role, Sex, StaffLeaveKind
from centerdesk.services import entry, staff, staff_leaves
from centerdesk.services import staff_papers as papers
from centerdesk.services.child_fields import ChildFields
from centerdesk.services.entry import EntryPapers
from centerdesk.services.five_faults import Fault, LightRow, five_lights
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff_papers import StaffPaperFields
from tests.services.small_centre import TODAY, SmallCentre


def _light(centre: SmallCentre, fault: Fault) -> LightRow:
    (light,) = [each for each in centre.see(five_lights, centre.today) if each.fault is fault]
    return light


def _says(centre: SmallCentre, fault: Fault) -> str:
    light = _light(centre, fault)
    return f"{light.colour.label} {light.words}"


def _behind(centre: SmallCentre, fault: Fault) -> list[str]:
    return [f"{row.who} {row.words}" for row in _light(centre, fault).behind]


def _hire(
    centre: SmallCentre, name: str, post: Post = Post.CARER, on: str = "2025-09-01", **more: Any
) -> int:
    return centre.do(staff.hire, StaffFields(name, **more), post, date.fromisoformat(on))


def _certificate(centre: SmallCentre, staff_id: int, issued_on: str, **more: Any) -> None:
    fields = StaffPaperFields("health_certificate", date.fromisoformat(issued_on), **more)
    centre.do(papers.record_paper, staff_id, fields, today=TODAY)


def test_the_lights_stand_in_the_order_of_the_article_in_its_words(centre: SmallCentre) -> None:
    lights = centre.see(five_lights, TODAY)
    assert [light.number for light in lights] == [1, 2, 3, 4, 5]
    assert [light.fault.label for light in lights] == [
        "未按要求设立保健室、卫生室或者配备卫生保健人员",
        "聘用未进行健康检查或者健康检查不合格的工作人员",
        "未定期组织工作人员健康检查",
        "招收未经健康检查或健康检查不合格的儿童入托幼机构",
        "未严格按照《规范》开展卫生保健工作",
    ]
    assert [light.colour.label for light in lights] == ["红灯", "绿灯", "绿灯", "绿灯", "绿灯"]


def test_one_health_worker_is_needed_and_who_is_off_duty_is_none(centre: SmallCentre) -> None:
    assert _says(centre, Fault.HEALTH_WORKER) == (
        "红灯 在册 0 名婴幼儿，应配专职或兼职保健人员；目前无人在岗。"
    )
    nurse = _hire(centre, "李静", Post.HEALTH, employment=Employment.PART_TIME)
    assert _says(centre, Fault.HEALTH_WORKER) == (
        "绿灯 在册 0 名婴幼儿，在岗保健人员 1 名；保健室须现场查看。"
    )
    assert _behind(centre, Fault.HEALTH_WORKER) == ["李静 兼职"]
    centre.do(staff_leaves.record_leave, nurse, StaffLeaveKind.HEALTH, TODAY, None)
    assert _light(centre, Fault.HEALTH_WORKER).colour.label == "红灯"


def test_from_150_children_on_the_health_worker_works_full_time(centre: SmallCentre) -> None:
    group = centre.add_class(capacity=200)
    nurse = _hire(centre, "李静", Post.HEALTH, employment=Employment.PART_TIME)
    for number in range(149):
        centre.enrol(f"陈{chr(0x4E00 + number)}", group, "2026-09-01")
    assert _light(centre, Fault.HEALTH_WORKER).colour.label == "绿灯"
    centre.enrol("李安", group, "2026-09-01")
    assert _says(centre, Fault.HEALTH_WORKER) == (
        "红灯 在册 150 名婴幼儿，应配专职保健人员 1 名；在岗 1 名，其中专职 0 名。"
    )
    full = StaffFields("李静", employment=Employment.FULL_TIME)
    centre.do(staff.change_staff, nurse, full, date(2025, 9, 1))
    assert _light(centre, Fault.HEALTH_WORKER).colour.label == "绿灯"


def test_who_works_without_having_passed_stands_behind_the_second_light(centre: SmallCentre) -> None:
    without, failed, fine = (_hire(centre, name) for name in ("王芳", "赵敏", "刘洋"))
    _certificate(centre, fine, "2026-10-01")
    _certificate(centre, failed, "2026-10-01", passed=False)
    _hire(centre, "孙强", Post.COOK, "2026-12-01")
    assert _says(centre, Fault.UNEXAMINED_STAFF) == "红灯 2 名在岗人员未登记健康合格证，或健康检查不合格。"
    assert _behind(centre, Fault.UNEXAMINED_STAFF) == [
        "王芳 健康合格证：缺",
        "赵敏 健康合格证：不合格",
        "孙强 健康合格证：缺",
    ]
    assert _light(centre, Fault.UNEXAMINED_STAFF).behind[0].where == (
        ("tab", "staff_people"),
        ("staff_id", without),
    )
    _certificate(centre, without, "2026-11-01")
    centre.do(staff_leaves.record_leave, failed, StaffLeaveKind.HEALTH, TODAY, None)
    assert _says(centre, Fault.UNEXAMINED_STAFF) == "黄灯 1 名待入职人员尚无健康合格证。"


def test_certificates_past_their_year_stand_behind_the_third_light(centre: SmallCentre) -> None:
    first, second = _hire(centre, "王芳"), _hire(centre, "赵敏")
    _certificate(centre, first, "2025-11-24")
    _certificate(centre, second, "2025-12-25")  # 31 days to go
    assert _says(centre, Fault.NOT_YEARLY) == "黄灯 1 名在岗人员的健康合格证在 30 天内到期。"
    assert _behind(centre, Fault.NOT_YEARLY) == ["王芳 健康合格证：今天到期"]
    tomorrow = centre.on("2026-11-25")
    assert _says(tomorrow, Fault.NOT_YEARLY) == "红灯 1 名在岗人员的健康合格证已过期。"
    assert _behind(tomorrow, Fault.NOT_YEARLY) == [
        "王芳 健康合格证：已过期 1 天",
        "赵敏 健康合格证：30 天后到期",
    ]
    assert _light(tomorrow, Fault.UNEXAMINED_STAFF).colour.label == "绿灯"


def test_children_in_care_without_examination_stand_behind_the_fourth_light(centre: SmallCentre) -> None:
    group = centre.add_class()
    later = centre.enrol("曹景澄", group, "2026-12-01")
    assert _says(centre, Fault.UNEXAMINED_CHILD) == "黄灯 1 名待入托婴幼儿尚无有效的入托体检。"
    here = centre.enrol("欧阳若谷", group, "2026-11-24")
    assert _says(centre, Fault.UNEXAMINED_CHILD) == "红灯 1 名在托婴幼儿无有效的入托体检。"
    behind = _light(centre, Fault.UNEXAMINED_CHILD).behind
    assert [(row.who, row.where) for row in behind] == [
        ("欧阳若谷（托大班）", (("child_id", here),)),
        ("曹景澄（托大班）", (("child_id", later),)),
    ]


def test_who_was_let_in_without_examination_is_a_fault_too(centre: SmallCentre) -> None:
    fields = ChildFields("单若水", Sex.FEMALE, date(2024, 6, 1))
    centre.do(entry.admit, fields, centre.add_class(), TODAY, EntryPapers(waived="体检已预约"), today=TODAY)
    assert _light(centre, Fault.UNEXAMINED_CHILD).colour.label == "红灯"
    assert "体检已预约" in _behind(centre, Fault.UNEXAMINED_CHILD)[0]


def test_what_the_records_tell_of_the_rules_turns_the_fifth_light_yellow(centre: SmallCentre) -> None:
    group = centre.add_class()
    child = centre.enrol("陈晨", group, "2026-11-20")
    _hire(centre, "李静", Post.HEALTH)
    assert _says(centre, Fault.NOT_BY_RULES) == (
        "黄灯 上月以来：2 天点名不全、1 名保健人员未登记卫生保健培训合格证。"
    )
    assert _behind(centre, Fault.NOT_BY_RULES) == [
        "2026-11-20 1 名婴幼儿未点名",
        "2026-11-23 1 名婴幼儿未点名",
        "李静 卫生保健培训合格证：缺",
    ]
    for day in ("2026-11-20", "2026-11-23"):
        centre.mark(child, day, "√")
    (worker,) = centre.see(staff.list_staff, TODAY)
    training = StaffPaperFields("health_training", date(2024, 3, 1))
    centre.do(papers.record_paper, worker.id, training, today=TODAY)
    assert _light(centre, Fault.NOT_BY_RULES).colour.label == "绿灯"
    late = centre.on("2026-12-21")  # the certificate was to be seen by 20 December
    assert any("接种证" in text or "尚未查验" in text for text in _behind(late, Fault.NOT_BY_RULES))


def test_the_lights_are_for_those_who_may_read_what_is_behind_them(centre: SmallCentre) -> None:
    assert len(centre.as_role(Role.HEALTH_WORKER).see(five_lights, TODAY)) == 5
    for role in (Role.TEACHER, Role.CLERK):
        with pytest.raises(RefusedError):
            centre.as_role(role).see(five_lights, TODAY)


def test_no_sentence_of_a_light_names_anybody(centre: SmallCentre) -> None:
    _hire(centre, "欧阳静", Post.HEALTH)
    centre.enrol("欧阳若谷", centre.add_class(), "2026-11-20")
    assert "欧阳" not in "".join(light.words for light in centre.see(five_lights, TODAY))
