"""What is asked of the posts: shipped figures, and the centre's own in their place."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.people import CentreKind, Post, RequirementPeriod, Role
from centerdesk.services import training_requirements as requirements
from centerdesk.services.opening import new_centre
from centerdesk.services.training_requirements import RequirementFields
from tests.services.small_centre import FAST, PASSWORD, TODAY, SmallCentre

YEARLY = RequirementFields(
    Post.CARER, "", RequirementPeriod.YEAR, Decimal(24), date(2026, 1, 1), source="本园制度"
)


def _asked(centre: SmallCentre, on: date = TODAY) -> list[str]:
    return [
        f"{each.post.label} {each.title} {each.hours} {each.standing}"
        for each in centre.see(requirements.requirements_on, on)
    ]


def test_shipped_figures_say_how_sure_they_are_and_none_is_a_yearly_duty_of_carers(
    centre: SmallCentre,
) -> None:
    assert _asked(centre) == [
        "负责人 岗前一次·岗位培训 60.0 依据标准",
        "保育人员 岗前一次·岗位培训 120.0 参考",
        "炊事人员 每年·食品安全 40.0 参考",
    ]


def test_five_years_of_teachers_are_asked_in_a_kindergarten_only(tmp_path: Path, centre: SmallCentre) -> None:
    opened, code = new_centre(
        tmp_path / "kindergarten",
        "小园",
        "李园长",
        PASSWORD,
        now=datetime(2026, 11, 24, 12),
        kind=CentreKind.KINDERGARTEN,
        cost=FAST,
    )
    try:
        assert "每五年·不限类别 360.0 参考" in " ".join(_asked(SmallCentre(opened, code)))
    finally:
        opened.store.close()
    assert "360.0" not in " ".join(_asked(centre))


def test_own_target_is_asked_from_its_day_on(centre: SmallCentre) -> None:
    centre.do(requirements.add_requirement, YEARLY)
    assert "保育人员 每年·不限类别 24.0 本机构目标" in _asked(centre)
    assert "24.0" not in " ".join(_asked(centre, date(2025, 12, 31)))


def test_own_figure_replaces_a_shipped_one_and_0_takes_it_away_until_it_is_removed(
    centre: SmallCentre,
) -> None:
    shipped = "保育人员 岗前一次·岗位培训 120.0 参考"
    own = RequirementFields(Post.CARER, "induction", RequirementPeriod.ONCE, Decimal(0), date(2026, 1, 1))
    number = centre.do(requirements.add_requirement, own)
    assert not any(each.startswith("保育人员") for each in _asked(centre))
    changed = RequirementFields(
        Post.CARER, "induction", RequirementPeriod.ONCE, Decimal(80), date(2026, 1, 1)
    )
    centre.do(requirements.change_requirement, number, changed)
    assert "保育人员 岗前一次·岗位培训 80.0 本机构目标" in _asked(centre)
    assert shipped not in _asked(centre)
    assert len(centre.see(requirements.list_requirements)) == 4, "the shipped ones stay in the list"
    centre.do(requirements.remove_requirement, number)
    assert shipped in _asked(centre)


def test_two_targets_of_one_kind_from_one_day_and_odd_ones_are_refused(centre: SmallCentre) -> None:
    centre.do(requirements.add_requirement, YEARLY)
    for fields, field in (
        (YEARLY, "valid_from"),
        (RequirementFields(Post.COOK, "茶艺", RequirementPeriod.YEAR, Decimal(2), TODAY), "category"),
        (RequirementFields(Post.COOK, "", RequirementPeriod.YEAR, Decimal("2.25"), TODAY), "hours"),
        (
            RequirementFields(Post.COOK, "", RequirementPeriod.YEAR, Decimal(2), TODAY, date(2026, 1, 1)),
            "ends_on",
        ),
    ):
        with pytest.raises(UserError) as refusal:
            centre.do(requirements.add_requirement, fields)
        assert refusal.value.field == field
    with pytest.raises(RefusedError):
        centre.as_role(Role.CLERK).do(requirements.add_requirement, YEARLY)
