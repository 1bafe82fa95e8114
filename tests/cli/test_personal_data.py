"""A child's file, consents and erasure from the command line."""

import json
from datetime import date
from pathlib import Path

from centerdesk.domain.people import Relation
from centerdesk.services.child_fields import GuardianRow
from tests.cli.conftest import Cli
from tests.services.small_centre import SmallCentre

MOTHER = (GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111"),)


def test_a_child_s_file_is_written_as_pdf_and_json(at: Cli, centre: SmallCentre, tmp_path: Path) -> None:
    centre.enrol("欧阳若谷", centre.add_class(), "2026-09-01", guardians=MOTHER)
    answer = at("--json", "child", "file", "欧阳若谷", "--out", tmp_path / "out")
    assert answer.code == 0
    pdf, plain = (Path(file) for file in answer.json["files"])
    assert pdf.read_bytes().startswith(b"%PDF")
    assert json.loads(plain.read_text("utf-8"))["tables"]["guardian"][0]["name"] == "夏侯小妹"
    assert at("child", "file", "没人", "--out", tmp_path).code == 1


def test_a_consent_is_recorded_listed_and_withdrawn(at: Cli, centre: SmallCentre) -> None:
    centre.enrol("欧阳若谷", centre.add_class(), "2026-09-01", guardians=MOTHER)
    signed = ("child", "consent", "欧阳若谷", "--scope", "basic", "images", "--by", "夏侯小妹")
    (row,) = at("--json", *signed, "--on", "2026-09-01").json
    assert (row["scopes"], row["signed_on"]) == (["basic", "images"], "2026-09-01")
    rows = at("--json", "child", "consent", "欧阳若谷", "--withdraw", "--scope", "images").json
    assert sorted((row["scopes"], row["withdrawn_on"]) for row in rows) == [
        (["basic"], None),
        (["images"], "2026-11-24"),
    ]
    assert len(at("child", "consent", "欧阳若谷").out.splitlines()) == 2
    refused = at("child", "consent", "欧阳若谷", "--scope", "basic", "--by", "没人")
    assert (refused.code, "没人" in refused.err) == (1, True)
    assert at("child", "consent", "欧阳若谷", "--scope", "basic").code == 1


def test_files_that_are_due_are_listed_and_then_erased(at: Cli, centre: SmallCentre) -> None:
    centre.enrol("欧阳若谷", centre.add_class(), "2022-09-01", left="2023-06-30", birth_date=date(2020, 6, 1))
    assert "欧阳若谷" in at("erase", "--due").out
    assert at("--json", "erase", "--due").json["erased"] == 0
    assert at("--json", "erase", "--due", "--do").json["erased"] == 1
    assert at("--json", "erase", "--due").json["due"] == []
    assert "欧阳若谷" not in at("list", "children", "--with-left").out
