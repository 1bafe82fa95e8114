"""Who may collect a child: on which days, on whose word, and who must not."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from centerdesk.base.errors import RefusedError, UserError
from centerdesk.domain.collecting import BarringPaper, Standing
from centerdesk.domain.people import Relation, Role
from centerdesk.services import children, collecting
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.collecting import CollectorFields
from tests.services.small_centre import TODAY, SmallCentre

YESTERDAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 25)
MOTHER = GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111", "邮局")
FATHER = GuardianRow(Relation.FATHER, "欧阳大川", "15400002222", custody=False)
AUNT = CollectorFields("范春桃", "姑姑", "154 0000 3333", date(2026, 9, 1), None, "123x", "常接")
ORDER = (BarringPaper.PROTECTION, "（2026）京0105民保令7号")


def _child(centre: SmallCentre, *guardians: GuardianRow) -> int:
    return centre.enrol("欧阳若谷", centre.add_class(), "2026-09-01", guardians=guardians or (MOTHER, FATHER))


def _may(centre: SmallCentre, child_id: int, on: date = TODAY) -> list[str]:
    return [person.name for person in centre.see(collecting.may_collect, child_id, on)]


def _bar(centre: SmallCentre, child_id: int, name: str, since: date, until: date | None = None) -> int:
    return centre.do(collecting.add_barred, child_id, name, "前男友", *ORDER, since, until=until)


def _picture(exif: bool = True) -> bytes:
    buffer, data = BytesIO(), Image.Exif()
    if exif:
        data[0x010F] = "a camera with a name"
        data.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (900, 1600), "teal").save(buffer, "JPEG", exif=data)
    return buffer.getvalue()


def test_an_authorised_person_is_kept_as_the_guardian_named_her(centre: SmallCentre) -> None:
    child_id = _child(centre)
    centre.do(collecting.add_collector, child_id, AUNT)
    (row,) = centre.see(collecting.collectors_of, child_id, TODAY)
    assert (row.name, row.relation, row.phone, row.id_tail) == ("范春桃", "姑姑", "154 0000 3333", "123X")
    assert (row.valid_from, row.valid_until, row.note) == (AUNT.valid_from, None, "常接")
    assert (row.standing, row.has_photo, row.one_day) == (Standing.IN_FORCE, False, False)


def test_guardians_with_custody_come_first_and_one_without_needs_to_be_named(centre: SmallCentre) -> None:
    child_id = _child(centre)
    assert _may(centre, child_id) == ["夏侯小妹"]
    centre.do(collecting.add_collector, child_id, AUNT)
    centre.do(collecting.add_collector, child_id, replace(AUNT, name="欧阳大川", relation="父亲"))
    assert _may(centre, child_id) == ["夏侯小妹", "范春桃", "欧阳大川"]


def test_a_guardian_who_is_authorised_too_is_named_once_and_keeps_her_photo(centre: SmallCentre) -> None:
    child_id = _child(centre)
    collector_id = centre.do(collecting.add_collector, child_id, replace(AUNT, name="夏侯 小妹"))
    (mother,) = centre.see(collecting.may_collect, child_id, TODAY)
    assert (mother.name, mother.relation, mother.phone_tail) == ("夏侯小妹", "母亲", "1111")
    assert (mother.collector_id, mother.valid_until) == (collector_id, None)


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        ("2026-11-09", Standing.TO_COME),
        ("2026-11-10", Standing.IN_FORCE),
        ("2026-11-20", Standing.IN_FORCE),
        ("2026-11-21", Standing.EXPIRED),
    ],
)
def test_an_authorisation_holds_from_its_first_through_its_last_day(
    centre: SmallCentre, on: str, standing: Standing
) -> None:
    child_id = _child(centre)
    fields = replace(AUNT, valid_from=date(2026, 11, 10), valid_until=date(2026, 11, 20))
    centre.do(collecting.add_collector, child_id, fields)
    day = date.fromisoformat(on)
    (row,) = centre.see(collecting.collectors_of, child_id, day)
    assert row.standing is standing
    assert ("范春桃" in _may(centre, child_id, day)) == (standing is Standing.IN_FORCE)


def test_a_proxy_holds_on_its_day_only_and_expires_by_itself(centre: SmallCentre) -> None:
    child_id = _child(centre)
    centre.do(collecting.add_proxy, child_id, "单若水", "邻居", "15400004444", "0417", TOMORROW, today=TODAY)
    assert [_may(centre, child_id, date(2026, 11, day)) for day in (24, 25, 26)] == [
        ["夏侯小妹"],
        ["夏侯小妹", "单若水"],
        ["夏侯小妹"],
    ]
    (row,) = centre.see(collecting.collectors_of, child_id, date(2026, 11, 26))
    assert (row.one_day, row.standing) == (True, Standing.EXPIRED)


@pytest.mark.parametrize(("day", "id_tail", "field"), [(YESTERDAY, "0417", "day"), (TODAY, " ", "id_tail")])
def test_a_proxy_is_for_today_or_later_and_can_be_told_from_others(
    centre: SmallCentre, day: date, id_tail: str, field: str
) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError) as refusal:
        centre.do(collecting.add_proxy, child_id, "单若水", "邻居", "15400004444", id_tail, day, today=TODAY)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"relation": ""}, "relation"),
        ({"phone": ""}, "phone"),
        ({"phone": "154000"}, "phone"),
        ({"phone": "1540000333344445555"}, "phone"),
        ({"phone": "夏侯家"}, "phone"),
        ({"id_tail": "110199202406010417"}, "id_tail"),
        ({"id_tail": "417"}, "id_tail"),
        ({"id_tail": "04A7"}, "id_tail"),
        ({"valid_until": date(2026, 8, 31)}, "valid_until"),
    ],
)
def test_what_can_t_be_is_refused(centre: SmallCentre, change: dict[str, object], field: str) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError) as refusal:
        centre.do(collecting.add_collector, child_id, replace(AUNT, **change))  # type: ignore[arg-type]  # mixed
    assert refusal.value.field == field
    assert centre.see(collecting.collectors_of, child_id, TODAY) == []


@pytest.mark.parametrize("phone", ["010-65550000", "6555000", "+86 15400003333", "１５４００００３３３３"])
def test_mobile_and_landline_phones_are_taken_as_they_are_written(centre: SmallCentre, phone: str) -> None:
    child_id = _child(centre)
    centre.do(collecting.add_collector, child_id, replace(AUNT, phone=phone))
    person = centre.see(collecting.may_collect, child_id, TODAY)[-1]
    assert person.phone_tail in {"0000", "5000", "3333"}


def test_whoever_is_barred_can_t_be_authorised_and_the_sentence_names_the_paper(centre: SmallCentre) -> None:
    child_id = _child(centre)
    _bar(centre, child_id, "范春桃", TODAY)
    with pytest.raises(UserError, match="人身安全保护令 （2026）京0105民保令7号") as refusal:
        centre.do(collecting.add_collector, child_id, replace(AUNT, name="范 春桃"))
    assert refusal.value.field == "name"
    with pytest.raises(UserError, match="保护令"):
        centre.do(collecting.add_proxy, child_id, "范春桃", "姑姑", "15400003333", "0417", TODAY, today=TODAY)
    other = centre.do(collecting.add_collector, child_id, replace(AUNT, name="单若水"))
    with pytest.raises(UserError, match="保护令"):
        centre.do(collecting.change_collector, other, AUNT)


def test_before_and_after_the_bar_she_can_be_authorised(centre: SmallCentre) -> None:
    child_id = _child(centre)
    _bar(centre, child_id, "范春桃", date(2026, 11, 10), date(2026, 11, 20))
    centre.do(collecting.add_collector, child_id, replace(AUNT, valid_until=date(2026, 11, 9)))
    centre.do(collecting.add_collector, child_id, replace(AUNT, valid_from=date(2026, 11, 21)))
    with pytest.raises(UserError):
        centre.do(collecting.add_collector, child_id, replace(AUNT, valid_from=date(2026, 11, 20)))
    found = ["范春桃" in _may(centre, child_id, date(2026, 11, day)) for day in (9, 10, 20, 21)]
    assert found == [True, False, False, True]


def test_a_bar_ends_the_authorisation_on_the_day_before_and_takes_out_a_proxy_to_come(
    centre: SmallCentre,
) -> None:
    child_id = _child(centre)
    centre.do(collecting.add_collector, child_id, AUNT)
    centre.do(collecting.add_proxy, child_id, "范春桃", "姑姑", "15400003333", "0417", TOMORROW, today=TODAY)
    centre.do(collecting.add_collector, child_id, replace(AUNT, name="单若水"))
    _bar(centre, child_id, "范春桃", TODAY)
    rows = {row.name: row for row in centre.see(collecting.collectors_of, child_id, TODAY)}
    assert len(rows) == 2
    assert (rows["范春桃"].valid_until, rows["范春桃"].standing) == (YESTERDAY, Standing.EXPIRED)
    assert rows["单若水"].valid_until is None
    assert [_may(centre, child_id, day) for day in (YESTERDAY, TODAY)] == [
        ["夏侯小妹", "范春桃", "单若水"],
        ["夏侯小妹", "单若水"],
    ]


def test_a_barred_guardian_may_not_collect_while_the_bar_stands(centre: SmallCentre) -> None:
    child_id = _child(centre, MOTHER, replace(FATHER, custody=True))
    barred_id = _bar(centre, child_id, "欧阳大川", TODAY)
    assert _may(centre, child_id, YESTERDAY) == ["夏侯小妹", "欧阳大川"]
    assert _may(centre, child_id, TODAY) == ["夏侯小妹"]
    centre.do(collecting.end_barred, barred_id, TODAY)
    assert [_may(centre, child_id, day) for day in (TODAY, TOMORROW)] == [
        ["夏侯小妹"],
        ["夏侯小妹", "欧阳大川"],
    ]
    (row,) = centre.see(collecting.barred_of, child_id, TOMORROW)
    assert (row.standing, row.paper) == (Standing.EXPIRED, "人身安全保护令 （2026）京0105民保令7号")


@pytest.mark.parametrize(
    ("name", "number", "until", "field"),
    [
        ("", ORDER[1], None, "name"),
        ("范春桃", " ", None, "number"),
        ("范春桃", ORDER[1], YESTERDAY, "until"),
    ],
)
def test_a_bar_needs_a_name_and_a_paper(
    centre: SmallCentre, name: str, number: str, until: date | None, field: str
) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError) as refusal:
        centre.do(collecting.add_barred, child_id, name, "", ORDER[0], number, TODAY, until=until)
    assert refusal.value.field == field
    assert centre.see(collecting.barred_of, child_id, TODAY) == []


def test_what_ends_before_it_begins_is_taken_out_and_nothing_is_made_longer_by_ending(
    centre: SmallCentre,
) -> None:
    child_id = _child(centre)
    collector_id = centre.do(collecting.add_collector, child_id, replace(AUNT, valid_from=TODAY))
    centre.do(collecting.end_collector, collector_id, TOMORROW)
    with pytest.raises(UserError, match="2026-11-25") as refusal:
        centre.do(collecting.end_collector, collector_id, date(2026, 12, 1))
    assert refusal.value.field == "valid_until"
    centre.do(collecting.end_collector, collector_id, YESTERDAY)
    assert centre.see(collecting.collectors_of, child_id, TODAY) == []
    barred_id = _bar(centre, child_id, "范春桃", TODAY, TOMORROW)
    with pytest.raises(UserError) as refusal:
        centre.do(collecting.end_barred, barred_id, date(2026, 12, 1))
    assert refusal.value.field == "until"
    centre.do(collecting.end_barred, barred_id, YESTERDAY)
    assert centre.see(collecting.barred_of, child_id, TODAY) == []


def test_those_of_today_stand_before_those_to_come_and_those_expired(centre: SmallCentre) -> None:
    child_id = _child(centre)
    for name, first, last in (
        ("旧", date(2026, 1, 1), YESTERDAY),
        ("新", TOMORROW, None),
        ("今", date(2026, 10, 1), TODAY),
    ):
        fields = replace(AUNT, name=name, valid_from=first, valid_until=last)
        centre.do(collecting.add_collector, child_id, fields)
    assert [row.name for row in centre.see(collecting.collectors_of, child_id, TODAY)] == ["今", "新", "旧"]


def test_a_photo_is_written_anew_without_place_and_device(centre: SmallCentre) -> None:
    child_id = _child(centre)
    given = _picture()
    assert b"a camera with a name" in given
    collector_id = centre.do(collecting.add_collector, child_id, AUNT, photo=given)
    kept = centre.see(collecting.photo_of, collector_id, TODAY)
    assert kept
    assert b"a camera with a name" not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert picture.format == "JPEG"
        assert dict(picture.getexif()) == {}
        assert picture.height <= 640
    centre.do(collecting.change_collector, collector_id, replace(AUNT, relation="婶婶"))
    (row,) = centre.see(collecting.collectors_of, child_id, TODAY)
    assert (row.has_photo, row.relation) == (True, "婶婶")
    centre.do(collecting.set_photo, collector_id, None)
    assert centre.see(collecting.photo_of, collector_id, TODAY) is None


def test_what_is_no_picture_is_refused_and_nobody_is_authorised(centre: SmallCentre) -> None:
    child_id = _child(centre)
    with pytest.raises(UserError):
        centre.do(collecting.add_collector, child_id, AUNT, photo=b"%PDF-1.4")
    assert centre.see(collecting.collectors_of, child_id, TODAY) == []


def test_a_teacher_reads_her_own_class_only_and_writes_nothing(centre: SmallCentre) -> None:
    child_id = _child(centre)
    collector_id = centre.do(collecting.add_collector, child_id, AUNT, photo=_picture())
    class_id = centre.see(children.child, child_id, TODAY).class_id
    assert class_id is not None
    own, other = centre.as_role(Role.TEACHER, class_id), centre.as_role(Role.TEACHER, class_id + 1)
    assert _may(own, child_id) == ["夏侯小妹", "范春桃"]
    for look in (
        lambda: other.see(collecting.collectors_of, child_id, TODAY),
        lambda: other.see(collecting.barred_of, child_id, TODAY),
        lambda: other.see(collecting.may_collect, child_id, TODAY),
        lambda: other.see(collecting.photo_of, collector_id, TODAY),
        lambda: own.do(collecting.add_collector, child_id, AUNT),
        lambda: own.do(collecting.end_collector, collector_id, TODAY),
        lambda: own.do(collecting.add_barred, child_id, "单若水", "", *ORDER, TODAY),
    ):
        with pytest.raises(RefusedError):
            look()


def test_reading_takes_as_many_statements_for_one_as_for_many(centre: SmallCentre) -> None:
    child_id = _child(centre)
    counts = []
    for _round in range(2):
        for number in range(5):
            centre.do(collecting.add_collector, child_id, replace(AUNT, name=f"范{number}"))
        with centre.counting() as sent:
            centre.see(collecting.collectors_of, child_id, TODAY)
        counts.append(len(sent))
    assert counts[0] == counts[1]
