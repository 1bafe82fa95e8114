"""师幼比一览: by the books and by presence, who is on duty, and who does not count."""

from datetime import date

from centerdesk.base.papers import Choice
from centerdesk.domain.people import ClassKind, Post
from centerdesk.reports.ratio import REPORT
from centerdesk.services import rota, staff, staff_papers
from centerdesk.services.staff import StaffFields
from centerdesk.services.staff_papers import StaffPaperFields
from tests.reports.reading import heads, lines
from tests.services.small_centre import TODAY, SmallCentre

DAY = Choice(TODAY, 2026, 11)


def _centre(centre: SmallCentre) -> tuple[int, int, int, int]:
    """Two classes, eight children in the first; two carers there, who have no papers, and the head."""
    one, mixed = centre.add_class("托大班"), centre.add_class("混龄班", ClassKind.MIXED, 18)
    for place in range(8):
        child = centre.enrol(f"孩子{place}", one, "2026-09-01")
        centre.mark(child, "2026-11-24", "√" if place else "事")
    wang, zhao = (
        centre.do(staff.hire, StaffFields(name), Post.CARER, date(2026, 9, 1), class_id=one)
        for name in ("王芳", "赵敏")
    )
    centre.do(rota.set_day, zhao, TODAY, mixed, one)
    return one, mixed, wang, zhao


def test_each_class_stands_with_both_ways_of_counting(centre: SmallCentre) -> None:
    _centre(centre)
    ratios, on_duty = centre.see(REPORT.build, DAY)
    assert ratios.title == "师幼比一览"
    assert heads(ratios)[2:8] == ["师幼比", "在册", "按在册应配", "应到", "实到", "按实到应配"]
    assert lines(ratios) == [
        "托大班|托大班|1:7|8|2|8|7|1|1|2|按在册不足|",
        "混龄班|混合班|1:5（参考）|0|0|0|0|0|1|0|达标|",
    ]
    assert lines(on_duty) == ["托大班|王芳|√|√|√|", "托大班|赵敏||√|√|", "混龄班|赵敏|√||√|"]
    notes = "\n".join(ratios.notes)
    assert "尚未登记健康合格证" in notes
    assert "应配保健人员 1 名" in notes
    assert "托大班 1:7：托育机构设置标准" in notes


def test_who_does_not_count_stands_there_with_the_reason(centre: SmallCentre) -> None:
    one, _mixed, wang, _zhao = _centre(centre)
    for kind in ("health_certificate", "background_check"):
        fields = StaffPaperFields(kind, date(2026, 9, 1))
        centre.do(staff_papers.record_paper, wang, fields, today=TODAY)
    ratios, on_duty = centre.see(REPORT.build, Choice(TODAY, 2026, 11, one))
    assert [row.name for row in ratios.rows] == ["托大班"]
    assert "赵敏" in lines(ratios, 11)[0]
    assert [line.split("|")[4] for line in lines(on_duty)] == ["√", ""]
    assert "健康合格证" in lines(on_duty, 5)[1]
    assert "尚未登记" not in "\n".join(ratios.notes)


def test_on_a_day_off_it_says_so(centre: SmallCentre) -> None:
    _centre(centre)
    ratios, on_duty = centre.see(REPORT.build, Choice(date(2026, 11, 22), 2026, 11))
    assert ratios.notes[0] == "当日不开园。"
    assert lines(on_duty) == []
