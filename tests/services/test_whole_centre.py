"""The whole centre out: what lies in the folder is what stands in the file, but for what lets people in."""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Integer, String, Table, select

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.db.schema.audit import AuditPayload
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.returns import FiledDocument, FiledReturn
from centerdesk.db.schema.users import User
from centerdesk.domain.people import Role
from centerdesk.excel import read_workbook
from centerdesk.services import whole_centre
from centerdesk.services.data_words import COLUMNS, TABLES, dictionary
from centerdesk.services.whole_centre import ExportReport, export_everything
from tests.services.small_centre import SmallCentre

NOW = datetime(2026, 11, 24, 9)
PIN = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$ZmFrZXNlYWw"


@pytest.fixture
def full(centre: SmallCentre) -> SmallCentre:
    """A class of two, a PIN, and a locked return with its documents."""
    group = centre.add_class()
    first = centre.enrol("陈𬱖", group, "2026-09-01", allergies="=花生")
    centre.enrol("欧阳子墨", group, "2026-09-01", left="2026-11-20")
    centre.mark(first, "2026-11-24", "病发热")
    with centre.opened.store.begin(centre.opened.actor, NOW) as session:
        session.scalars(select(User)).one().pin = PIN
        session.add(
            FiledReturn(
                id="ab12", period="2026-10", version=1, centre="小蜗牛托育园", state="first", locked_at=NOW,
                locked_by="张园长", program_version="0", figures=[{"code": "C01", "value": 2}], evidence={}, notes=[],
            )
        )  # fmt: skip
        session.flush()
        session.add(FiledDocument(return_id="ab12", name="2026-10_月报.pdf", content=b"%PDF-1.7 sample"))
        session.add(FiledDocument(return_id="ab12", name="2026-10_月报.json", content=b"{}"))
    return centre


def _export(centre: SmallCentre, out: Path) -> ExportReport:
    with centre.opened.store.read(centre.opened.actor, NOW) as session:
        return export_everything(session, out, NOW)


def _json(folder: Path) -> Any:
    return json.loads((folder / "centre.json").read_text("utf-8"))


def _counts(centre: SmallCentre) -> dict[str, int]:
    with centre.opened.store.read(centre.opened.actor) as session:
        return {
            name: len(session.execute(select(table)).all()) for name, table in Base.metadata.tables.items()
        }


def test_every_table_lies_there_as_workbook_and_as_json(full: SmallCentre, tmp_path: Path) -> None:
    counts = _counts(full)
    report = _export(full, tmp_path / "out")
    tables = _json(tmp_path / "out")["tables"]
    assert report.rows == counts
    assert {name: len(rows) for name, rows in tables.items()} == counts
    for name, count in counts.items():
        (grid,) = read_workbook(tmp_path / "out" / f"{name}.xlsx")
        assert len(grid.rows) == count + 1
    assert counts["child"] == 2
    assert counts["audit"] > 5


def test_a_workbook_speaks_words_and_the_json_what_is_stored(full: SmallCentre, tmp_path: Path) -> None:
    _export(full, tmp_path / "out")
    (grid,) = read_workbook(tmp_path / "out" / "child.xlsx")
    first = dict(zip(grid.rows[0], grid.rows[1], strict=False))
    stored = _json(tmp_path / "out")["tables"]["child"][0]
    assert first[_("Name")] == stored["name"] == "陈𬱖"
    assert first[_("Allergies")] == stored["allergies"] == "=花生"
    assert (first[_("Sex")], stored["sex"]) == (_("Female"), "female")
    assert (str(first[_("Date of birth")])[:10], stored["birth_date"]) == ("2024-06-01", "2024-06-01")


def test_filed_documents_lie_there_byte_for_byte(full: SmallCentre, tmp_path: Path) -> None:
    report = _export(full, tmp_path / "out")
    assert report.files == 2
    rows = _json(tmp_path / "out")["tables"]["filed_document"]
    assert [row["content"] for row in rows] == [
        "files/filed_document/ab12/2026-10_月报.json",
        "files/filed_document/ab12/2026-10_月报.pdf",
    ]
    assert (tmp_path / "out" / rows[1]["content"]).read_bytes() == b"%PDF-1.7 sample"


def test_neither_keys_nor_pins_are_taken_out(full: SmallCentre, tmp_path: Path) -> None:
    _export(full, tmp_path / "out")
    entry = full.see(lambda session: session.scalars(select(User.vault_entry)).one())
    (user,) = _json(tmp_path / "out")["tables"]["user"]
    assert sorted(user) == ["closed_on", "id", "name", "role"]
    for file in (tmp_path / "out").rglob("*"):
        if file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as packed:
                content = b"".join(packed.read(name) for name in packed.namelist())
        else:
            content = file.read_bytes() if file.is_file() else b""
        assert PIN.encode() not in content, file
        assert entry.encode() not in content, file
    assert not list((tmp_path / "out").rglob("*.vault"))


def test_the_change_log_says_that_everything_was_taken_out(full: SmallCentre, tmp_path: Path) -> None:
    before = _counts(full)["audit"]
    report = _export(full, tmp_path / "out")
    assert _counts(full)["audit"] == before + 1
    with full.opened.store.read(full.opened.actor) as session:
        payload = session.scalars(select(AuditPayload).order_by(AuditPayload.audit_id.desc()).limit(1)).one()
    assert payload.after == {"paper": _("All data of the centre"), "rows": report.total}


@pytest.fixture
def later_table() -> Iterator[Table]:
    """A table of a later version."""
    table = Table("later", Base.metadata, Column("id", Integer, primary_key=True), Column("what", String(20)))
    yield table
    Base.metadata.remove(table)


def test_a_later_table_comes_along_by_itself(centre: SmallCentre, later_table: Table, tmp_path: Path) -> None:
    with centre.opened.store.begin(centre.opened.actor, NOW) as session:
        later_table.create(session.connection())
        session.execute(later_table.insert(), [{"what": "洗手"}])
    assert _export(centre, tmp_path / "out").rows["later"] == 1
    assert _json(tmp_path / "out")["tables"]["later"] == [{"id": 1, "what": "洗手"}]


def test_every_table_and_column_stands_in_the_dictionary_in_words() -> None:
    rows = dictionary()
    known = {(row.table, row.column) for row in rows}
    there = {(table.name, each.name) for table in Base.metadata.tables.values() for each in table.columns}
    assert known == there
    assert {name for name, _column in there} == TABLES.keys()
    used = {f"{table}.{column}" for table, column in there} | {column for _table, column in there}
    assert COLUMNS.keys() <= used
    without = [f"{row.table}.{row.column}" for row in rows if row.title == row.column]
    assert without == []
    for row in rows:
        titles = [each.title for each in rows if each.table == row.table]
        assert len(titles) == len(set(titles)), row.table
    assert {(row.table, row.column) for row in rows if row.withheld} == {
        ("user", "pin"),
        ("user", "vault_entry"),
    }


def test_the_dictionary_lies_beside_the_tables(full: SmallCentre, tmp_path: Path) -> None:
    _export(full, tmp_path / "out")
    words, about = read_workbook(tmp_path / "out" / f"{_('Data dictionary')}.xlsx")
    assert len(words.rows) == len(dictionary()) + 1
    assert about.rows[0][0] == _("What lies in this folder")


def test_a_long_table_goes_on_in_a_second_workbook(
    full: SmallCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_centre, "_ROWS_A_BOOK", 1)
    _export(full, tmp_path / "out")
    names = [read_workbook(tmp_path / "out" / file)[0].rows[1][1] for file in ("child.xlsx", "child_2.xlsx")]
    assert names == ["陈𬱖", "欧阳子墨"]
    assert len(_json(tmp_path / "out")["tables"]["child"]) == 2


def test_a_zip_holds_the_same(full: SmallCentre, tmp_path: Path) -> None:
    _export(full, tmp_path / "out")
    _export(full, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        names = {name for name in packed.namelist() if not name.endswith("/")}
        assert packed.testzip() is None
    folder = tmp_path / "out"
    assert names == {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_what_is_in_the_way_stays_as_it_is(full: SmallCentre, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    _export(full, tmp_path / "out")  # an empty folder is taken
    for taken in (tmp_path / "out", tmp_path / "a file", tmp_path / "a.zip"):
        if not taken.exists():
            taken.write_text("mine")
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(UserError) as refusal:
            _export(full, taken)
        assert refusal.value.field == "out"
        assert sorted(tmp_path.rglob("*")) == before


def test_an_export_that_fails_leaves_nothing(
    full: SmallCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(tmp_path.rglob("*"))

    def full_disk(*_arguments: object, **_options: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_centre, "write_rows", full_disk)
    with pytest.raises(UserError) as refusal:
        _export(full, tmp_path / "out")
    assert _("the disk is full") in refusal.value.text
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("role", [Role.HEALTH_WORKER, Role.TEACHER, Role.CLERK])
def test_only_the_director_takes_everything_out(full: SmallCentre, role: Role, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        _export(full.as_role(role), tmp_path / "out")
    assert not (tmp_path / "out").exists()
