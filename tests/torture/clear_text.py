"""Names, phones and ID numbers of the sample centre, looked for in every byte the program leaves on the disk."""

import logging
import sys
import tempfile
from collections import defaultdict
from datetime import datetime, time
from itertools import chain
from pathlib import Path

from sqlalchemy import select

from centerdesk import demo
from centerdesk.base.logs import close_log, open_log, report_crash
from centerdesk.db.backup import Why, back_up
from centerdesk.db.schema.children import Child, Guardian
from centerdesk.db.schema.staff import StaffMember
from centerdesk.db.store import VAULT
from centerdesk.domain.attendance import Mark
from centerdesk.services import attendance
from centerdesk.services.opening import Opened
from tests.services.small_centre import TODAY
from tests.torture.counts import Counts

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
# Shorter ones turn up in random bytes by chance: two characters of GB 18030 about twice in 20 MB.
_SHORTEST = 6
_NOW = datetime.combine(TODAY, time(9))


def run(_number: int, _seed: int) -> Counts:
    """The sample with two years of records, its backups, log and crash reports; with the file open and closed."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened = demo.make(folder / "centre", TODAY)
        try:
            words = _personal(opened)
            back_up(opened.store, _NOW, Why.BY_HAND)
            _leave_traces(opened, folder / "log", words)
            counts.add("words looked for", len(words))
            _search(folder, words, opened.actor.name, "open", counts)
        finally:
            opened.store.close()
        _search(folder, words, opened.actor.name, "closed", counts)
    return counts


def _personal(opened: Opened) -> list[str]:
    with opened.store.read(opened.actor) as session:
        columns = (Child.name, Child.id_number, Guardian.name, Guardian.phone, StaffMember.name)
        return sorted({word for column in columns for word in session.scalars(select(column)) if word})


def _leave_traces(opened: Opened, log: Path, words: list[str]) -> None:
    """A mark that stays in the write-ahead log, entries in the program's log and a crash report that know a name."""
    with opened.store.begin(opened.actor, _NOW) as session:
        first = attendance.day_sheet(session, TODAY)[0].child_id
        attendance.mark(session, first, TODAY, Mark.SICK, "发热", today=TODAY)
    open_log(log)
    try:
        for word in words:
            try:
                raise ValueError(word)
            except ValueError as error:
                logging.getLogger("centerdesk").warning("import stopped: %s", error)
                logging.getLogger("sqlalchemy").error("parameters %s", word, exc_info=True)
                report_crash(log, ValueError, error.__traceback__, _NOW)
    finally:
        close_log()


def _search(folder: Path, words: list[str], account: str, when: str, counts: Counts) -> None:
    sought = defaultdict(list)
    for word in words:
        for coding in _ENCODINGS:
            coded = word.encode(coding)
            if len(coded) >= _SHORTEST:
                sought[int.from_bytes(coded[:4], sys.byteorder)].append((word, coding, coded))
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        content = file.read_bytes()
        counts.add(f"bytes searched with the file {when}", len(content))
        for word, coding, coded in chain.from_iterable(
            sought[first] for first in _among(set(sought), content)
        ):
            if coded in content and not (file.name.startswith(VAULT) and word == account):
                counts.fail("found in clear", f"{coding} in {file.relative_to(folder)} ({when})")


def _among(firsts: set[int], content: bytes) -> set[int]:
    """Which of these numbers stand somewhere in the content, each as four bytes in a row."""
    found: set[int] = set()
    for shift in range(4):
        end = shift + (len(content) - shift) // 4 * 4
        found |= firsts.intersection(memoryview(content[shift:end]).cast("I"))
    return found
