"""The log and the crash reports hold nobody's data."""

import logging
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from centerdesk.base import logs
from tests.domain.invented import id_number

NAME, PHONE, NUMBER = "单若水", "15400001234", id_number(date(2024, 3, 15))
log = logging.getLogger("centerdesk")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A log of its own, taken out again after the test."""
    logs.open_log(tmp_path / "log")
    yield tmp_path / "log"
    logs.close_log()


def _written(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in folder.iterdir())


@pytest.mark.parametrize(
    "number",
    [
        NUMBER,
        "11019920240315001X",
        "110199 20240315 001x",
        "１１０１９９２０２４０３１５００１Ｘ",
        "110199240315001",
        PHONE,
        "154-0000-1234",
        "154 0000 1234",
        "+8615400001234",
        "6222020200001234567",
    ],
)
def test_numbers_are_masked(folder: Path, number: str) -> None:
    log.warning("row 12: " + number)
    log.warning("row 12: %s", number)
    log.warning("row 12: %(number)s", {"number": number})
    written = _written(folder)
    assert written.count("row 12: ") == 3
    assert number not in written
    rest = [line.partition("row 12: ")[2].strip("+") for line in written.splitlines()]
    assert rest == ["…"] * 3


def test_of_an_error_only_its_kind_and_places_are_kept(folder: Path) -> None:
    try:
        raise ValueError(f"{NAME} {PHONE} {NUMBER}")
    except ValueError as error:
        log.exception("import failed: %s", error)
        log.error(error)
    written = _written(folder)
    assert written.count("ValueError") == 3
    assert "test_logs.py" in written
    for data in (NAME, PHONE, NUMBER):
        assert data not in written


def test_a_library_s_own_words_are_left_out(folder: Path) -> None:
    logging.getLogger("sqlalchemy.pool").error("could not write %s", NAME)
    assert "sqlalchemy.pool test_logs.py" in _written(folder)
    assert NAME not in _written(folder)


def test_the_log_stays_small_and_is_only_made_when_needed(folder: Path) -> None:
    log.info("nothing to tell")
    assert not folder.exists()
    for _count in range(3000):
        log.warning("y" * 1024)
    sizes = [file.stat().st_size for file in folder.iterdir()]
    assert len(sizes) == 5
    assert max(sizes) <= 512 * 1024


def test_a_log_that_cannot_be_written_stops_nobody(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").write_text("")
    log.warning("row: %s", NAME)
    assert NAME not in capsys.readouterr().err


def test_a_second_log_takes_the_place_of_the_first(folder: Path, tmp_path: Path) -> None:
    logs.open_log(tmp_path / "other")
    log.warning("here")
    assert not folder.exists()
    assert "here" in _written(tmp_path / "other")


def test_a_crash_leaves_a_report_with_a_number_that_the_log_names(folder: Path) -> None:
    try:
        raise KeyError(NAME)
    except KeyError:
        kind, _error, trace = sys.exc_info()
        assert kind
        reference, text = logs.report_crash(folder, kind, trace, datetime(2026, 11, 24, 9, 5))
    assert reference.startswith("1124-0905-")
    assert (folder / f"crash-{reference}.txt").read_text("utf-8") == text
    assert f"crash {reference}" in (folder / logs.FILE).read_text("utf-8")
    assert NAME not in _written(folder)
