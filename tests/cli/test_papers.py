"""Reports and forms from the command line, as PDF and as workbook."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Cli
from tests.pdf.reading import pages, squeezed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("report attendance-by-class --month 2026-10", "按班级|2026年10月"),
        ("report roster --day 2026-11-02 --class 托大1班", "2026年11月2日|托大1班"),
        ("report roll-call --class 托小班", "2026年11月24日"),
        ("report site-check --day 2026-11-23", "2026年11月23日"),
        ("report monthly-return --month 2026-10", "第1版|期末在托人数"),
        ("report training-plan --year 2025", "年度培训计划|2025年"),
        ("report training-certificate --year 2026 --person 王芳", "兹证明王芳（保育人员）于2026年"),
        ("form attendance-register --month 2026-10 --class 托大1班", "附件4表3|2026年10月"),
        ("form attendance-register --month 2026-11 --class 托小班 --blank", "附件4表3|2026年11月"),
    ],
)
def test_a_paper_is_written_as_pdf_and_as_workbook(
    in_sample: Cli, tmp_path: Path, words: str, told: str
) -> None:
    for kind in ("pdf", "xlsx"):
        out = tmp_path / "纸 张" / f"paper.{kind}"
        answer = in_sample(*words.split(), "--out", out, "--json")
        assert (answer.code, answer.json) == (0, {"files": [str(out)]})
        assert [file.name for file in out.parent.iterdir() if not file.name.startswith("paper.")] == []
    printed = squeezed("".join(pages((tmp_path / "纸 张" / "paper.pdf").read_bytes())))
    assert [word for word in told.split("|") if word not in printed] == []
    with ZipFile(tmp_path / "纸 张" / "paper.xlsx") as book:
        assert book.testzip() is None


def test_all_classes_have_their_register_unless_one_is_named(in_sample: Cli, tmp_path: Path) -> None:
    counts = []
    for group in ([], ["--class", "乳儿班"]):
        out = tmp_path / "register.pdf"
        assert in_sample("form", "attendance-register", "--month", "2026-10", *group, "--out", out).code == 0
        counts.append(len(pages(out.read_bytes())))
    assert counts == [4, 1]
