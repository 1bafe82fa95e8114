"""The page: its margins, foot, draft mark and data about itself."""

import subprocess
import sys
from datetime import datetime
from itertools import pairwise

import pypdfium2
import pytest
from reportlab.lib.units import mm

from centerdesk.base.tables import Sheet
from centerdesk.pdf.page import frame
from centerdesk.pdf.sheet import sheets_pdf
from tests.pdf.reading import Words, column, pages, words

MORNING = datetime(2026, 11, 24, 8, 5)


def _sheet(rows: int = 3, **more: object) -> Sheet:
    columns = [column("序号", 0, 10), column("姓名", 1, 22), column("住址", 2, 60)]
    data = [(number, "阿依古丽·买买提江·艾合买提", "朝阳区劲松三区312号楼" * 3) for number in range(rows)]
    return Sheet("花名册", columns, data, **more)  # type: ignore[arg-type]


def _full(landscape: bool, draft: bool = False) -> Sheet:
    return _sheet(
        60,
        landscape=landscape,
        draft=draft,
        seal=True,
        subtitle="2026年11月",
        form_number="附件4 表3",
        unit="单位：人",
        legend="图例：√ 出勤 " * 20,
        notes=("因病缺勤，需在备注栏注明疾病名称。" * 6, "二"),
        signatures=("填表人", "审核人", "保健人员", "单位负责人", "日期：    年  月  日"),
        footer="本页脚很长，一直写到页码旁边也不应与页码相撞" * 3,
    )


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("draft", [False, True])
def test_nothing_stands_outside_the_margins(landscape: bool, draft: bool) -> None:
    pdf = sheets_pdf([_full(landscape, draft)], printed_by="张园长", printed_at=MORNING)
    room = frame(landscape)
    assert (room.left, room.bottom) == (25 * mm, 15 * mm)
    for page in range(len(pages(pdf))):
        foot = [run for run in words(pdf, page) if run.top < room.bottom]
        for run in words(pdf, page):
            assert room.left - 0.5 < run.left < run.right < room.right + 0.5, run
            assert run.top < room.top + 0.5, run
            assert run.bottom > (7 * mm if run in foot else room.bottom), run
        assert not _overlapping(foot)


def _overlapping(runs: list[Words]) -> bool:
    ordered = sorted(runs, key=lambda run: run.left)
    return any(one.right > other.left + 0.5 for one, other in pairwise(ordered))


def test_the_foot_says_who_printed_when_which_page_and_the_sheet_s_own_word() -> None:
    sheet = _sheet(footer="校验码 7F3A")
    text = pages(sheets_pdf([sheet, sheet], printed_by="张园长", printed_at=MORNING))
    assert text[0].endswith("打印：2026年11月24日 08:05 张园长 第 1 页 共 2 页 校验码 7F3A")
    assert text[1].endswith("第 2 页 共 2 页 校验码 7F3A")


def test_without_a_printer_s_name_the_foot_has_the_page_only() -> None:
    assert "打印" not in pages(sheets_pdf([_sheet()]))[0]


def test_a_draft_says_so_on_every_page() -> None:
    assert all("草稿" in text for text in pages(sheets_pdf([_full(landscape=False, draft=True)])))
    assert "草稿" not in "".join(pages(sheets_pdf([_full(landscape=False)])))


def test_the_file_knows_its_title_its_printer_and_its_language() -> None:
    pdf = sheets_pdf([_sheet()], printed_by="张园长", printed_at=MORNING)
    with pypdfium2.PdfDocument(pdf) as document:
        about = document.get_metadata_dict()
    assert (about["Title"], about["Author"]) == ("花名册", "张园长")
    assert about["CreationDate"] == "D:20261124080500"
    assert b"/Lang (zh-CN)" in pdf


def test_each_sheet_is_found_in_the_table_of_contents() -> None:
    pdf = sheets_pdf([_full(landscape=False), _sheet()])
    with pypdfium2.PdfDocument(pdf) as document:
        places = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert places == [("花名册", 0), ("花名册", len(pages(pdf)) - 1)]


def test_equal_input_gives_equal_bytes_also_in_another_process() -> None:
    assert sheets_pdf([_full(landscape=True)]) == sheets_pdf([_full(landscape=True)])
    script = (
        "import hashlib; from tests.pdf.test_page import _full, sheets_pdf; "
        "print(hashlib.sha256(sheets_pdf([_full(True)])).hexdigest())"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(prints) == 1
