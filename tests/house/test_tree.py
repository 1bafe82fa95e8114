"""The tree: files of a size one can read, with no address of anybody's machine, and data with its source."""

import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STANDARDS = ROOT / "resources" / "standards"
# Taken apart, so that this file does not hold them itself.
ADDRESSES = ["/wo" + "rk/", "pypi" + ".org", "files." + "pythonhosted", "npm" + "js", "/ro" + "ot/"]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """The files in git, and those that would go there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    assert len(found) > 200
    return found


def test_no_file_holds_an_address_of_a_machine_or_a_registry(files: list[Path]) -> None:
    found = [
        (str(file.relative_to(ROOT)), address)
        for file in files
        for address in ADDRESSES
        if address.encode() in file.read_bytes()
    ]
    assert found == []


def test_code_is_kept_in_files_one_can_read(files: list[Path]) -> None:
    sizes = {
        str(file.relative_to(ROOT)): file.read_bytes().count(b"\n")
        for file in files
        if file.suffix == ".py" and file.parent.name != "versions"  # a revision is as long as its tables
    }
    assert {name: size for name, size in sizes.items() if size >= 600} == {}


def test_no_made_or_foreign_file_is_in_git(files: list[Path]) -> None:
    foreign = {".ttf", ".otf", ".svg", ".mo", ".db", ".vault", ".pdf", ".whl", ".pyc"}
    assert [str(file.relative_to(ROOT)) for file in files if file.suffix in foreign] == []


def test_each_table_of_standards_has_its_source() -> None:
    sources = tomllib.loads((STANDARDS / "SOURCES.toml").read_text("utf-8"))
    for name, source in sources.items():
        assert (STANDARDS / name).is_file(), name
        assert source["document"], name
        assert source["number"], name
        assert isinstance(source["issued"], date), name
    tables = [
        file
        for file in STANDARDS.rglob("*")
        if file.suffix in (".toml", ".csv") and file.name != "SOURCES.toml"
    ]
    without = [
        file.name
        for file in tables
        if file.relative_to(STANDARDS).as_posix() not in sources
        and "# Source:" not in file.read_text("utf-8")
    ]
    assert without == []


def test_each_law_on_class_norms_is_named_where_it_is_used() -> None:
    sources = tomllib.loads((STANDARDS / "SOURCES.toml").read_text("utf-8"))
    norms = tomllib.loads((STANDARDS / "classes.toml").read_text("utf-8"))["norm"]
    assert len(norms) == 5
    assert any(sources["classes.toml"]["number"] in norm["source"] for norm in norms)
    assert [norm["kind"] for norm in norms if not norm["certainty"]] == []
