"""Backup, restore, undo and rehearsal of a centre that is worked in."""

import os
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from centerdesk.base.errors import UserError
from centerdesk.db import store, swap
from centerdesk.db.backup import Why
from centerdesk.db.restore import holding_open
from centerdesk.db.schema.audit import Audit
from centerdesk.db.store import FILE, VAULT
from centerdesk.domain.calendar import Month
from centerdesk.domain.people import ClassKind, Role
from centerdesk.returns import monthly
from centerdesk.services import backups, classes, restores
from centerdesk.services.backups import back_up, is_due, when_due
from centerdesk.services.centre import set_places
from centerdesk.services.opening import Opened, open_centre
from centerdesk.services.restores import Key
from tests.services.small_centre import FAST, PASSWORD, SmallCentre, small_centre

NOW = datetime(2026, 11, 24, 18)
KEY = Key(PASSWORD)


@pytest.fixture
def group(centre: SmallCentre) -> int:
    """A class of two children, one mark and no return filed."""
    group = centre.add_class()
    centre.do(set_places, date(2026, 1, 1), 60, 40)
    centre.mark(centre.enrol("曾星辰", group, "2026-09-01"), "2026-10-08", "√")
    centre.enrol("单若水", group, "2026-10-12")
    return group


@pytest.fixture
def later(centre: SmallCentre, group: int) -> Path:
    """A backup, and after it a third child and a filed return; returns the backup."""
    made = back_up(centre.opened, NOW - timedelta(days=1))
    centre.enrol("范小满", group, "2026-11-02")
    centre.do(monthly.lock, Month(2026, 10), today=centre.today)
    return made.backup.folder


def _children(opened: Opened) -> int:
    return holding_open(opened.store).facts.children


def _children_in(folder: Path, password: str = PASSWORD) -> int:
    opened = open_centre(folder, password)
    try:
        return _children(opened)
    finally:
        opened.store.close()


def _last_entry(folder: Path) -> tuple[str, str, str]:
    opened = open_centre(folder, PASSWORD)
    with opened.store.read(opened.actor) as session:
        entry = session.scalars(select(Audit).order_by(Audit.id.desc()).limit(1)).one()
        found = (entry.action, entry.key, entry.actor)
    opened.store.close()
    return found


def test_a_backup_says_what_it_holds(centre: SmallCentre, group: int) -> None:
    made = back_up(centre.opened, NOW)
    assert (made.second, made.warning) == (None, "")
    (row,) = backups.backups(centre.opened)
    assert row == made.backup
    assert [row.count(what) for what in ("classes", "children", "marks", "returns")] == [1, 2, 1, 0]
    assert (row.verified, row.second, row.why) == (True, False, Why.BY_HAND)


def test_the_second_place_gets_each_backup_and_an_absent_one_only_warns(
    centre: SmallCentre, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    centre.do(backups.set_second_place, stick)
    first = back_up(centre.opened, NOW)
    assert first.second == stick / first.backup.name
    assert [row.second for row in backups.backups(centre.opened)] == [False, True]
    shutil.rmtree(stick)
    second = back_up(centre.opened, NOW + timedelta(hours=1))
    assert second.backup.verified
    assert str(stick) in second.warning
    assert when_due(centre.opened, NOW + timedelta(days=2), Why.CLOSING) == ""
    centre.add_class()
    assert str(stick) in when_due(centre.opened, NOW + timedelta(days=2), Why.CLOSING)


def test_a_second_place_that_is_no_folder_is_refused_and_none_takes_it_back(
    centre: SmallCentre, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="nowhere"):
        centre.do(backups.set_second_place, tmp_path / "nowhere")
    centre.do(backups.set_second_place, tmp_path)
    assert centre.see(backups.second_place) == tmp_path
    centre.do(backups.set_second_place, None)
    assert centre.see(backups.second_place) is None


def test_it_is_due_once_a_day_and_on_closing_when_something_changed(centre: SmallCentre, group: int) -> None:
    assert is_due(centre.opened.store, NOW)
    assert when_due(centre.opened, NOW, Why.DAILY) == ""
    assert not is_due(centre.opened.store, NOW)
    assert not is_due(centre.opened.store, NOW, Why.CLOSING)
    centre.do(classes.add_class, "托小班", ClassKind.SENIOR, 10)
    assert not is_due(centre.opened.store, NOW)
    assert is_due(centre.opened.store, NOW, Why.CLOSING)
    assert is_due(centre.opened.store, NOW + timedelta(days=1))
    # A clock set back: the backup of the later time is no reason to make none.
    assert is_due(centre.opened.store, NOW - timedelta(days=3))


def test_a_changed_mark_is_a_change_though_no_row_was_added(centre: SmallCentre, group: int) -> None:
    back_up(centre.opened, NOW)
    centre.mark(1, "2026-10-08", "事")
    assert is_due(centre.opened.store, NOW, Why.CLOSING)


def test_only_the_director_backs_up_by_hand_and_restores_but_closing_does_it_for_all(
    centre: SmallCentre, later: Path
) -> None:
    teacher = centre.as_role(Role.TEACHER).opened
    for call in (
        lambda: back_up(teacher, NOW),
        lambda: restores.restore(centre.folder, later, NOW, KEY, teacher),
        lambda: restores.undo_restore(teacher, NOW),
        lambda: restores.compare(teacher, later, KEY, NOW),
        lambda: backups.backups(teacher),
    ):
        with pytest.raises(UserError, match="张园长"):
            call()
    assert _children(centre.opened) == 3
    assert when_due(teacher, NOW, Why.CLOSING) == ""
    assert len(backups.backups(centre.opened)) == 2


def test_a_stale_backup_is_told(centre: SmallCentre) -> None:
    assert backups.is_stale(backups.backups(centre.opened), NOW)
    back_up(centre.opened, NOW)
    rows = backups.backups(centre.opened)
    assert not backups.is_stale(rows, NOW + timedelta(days=7))
    assert backups.is_stale(rows, NOW + timedelta(days=8))


def test_compare_says_what_would_be_lost_and_changes_nothing(centre: SmallCentre, later: Path) -> None:
    found = restores.compare(centre.opened, later, KEY, NOW)
    assert found.today is not None
    assert (found.today.facts.children, found.backup.facts.children) == (3, 2)
    assert [(each.period, each.version) for each in found.lost] == [("2026-10", 1)]
    assert "2026-10" in found.lost[0].words
    assert _children(centre.opened) == 3
    assert not (centre.folder / swap.NEW).exists()


def test_a_restore_brings_the_old_state_and_can_be_undone_and_done_again(
    centre: SmallCentre, later: Path
) -> None:
    done = restores.restore(centre.folder, later, NOW, KEY, centre.opened)
    assert [(each.period, each.version) for each in done.lost] == [("2026-10", 1)]
    assert done.before is not None
    assert (done.before.facts.children, done.after.facts.children) == (3, 2)
    assert done.saved is not None
    assert (done.saved.why, done.saved.verified) == (Why.BEFORE_RESTORE, True)
    assert _children_in(centre.folder) == 2
    assert _last_entry(centre.folder) == ("restores.note_restored", later.name, "张园长")
    assert restores.can_undo(centre.folder)
    for wanted in (3, 2):
        opened = open_centre(centre.folder, PASSWORD)
        restores.undo_restore(opened, NOW)
        opened.store.close()
        assert _children_in(centre.folder) == wanted


def test_the_backup_made_before_a_restore_brings_the_state_back_too(centre: SmallCentre, later: Path) -> None:
    saved = restores.restore(centre.folder, later, NOW, KEY, centre.opened).saved
    assert saved is not None
    opened = open_centre(centre.folder, PASSWORD)
    assert restores.restore(centre.folder, saved.folder, NOW, KEY, opened).lost == ()
    assert _children_in(centre.folder) == 3


def test_on_another_computer_the_password_is_enough(centre: SmallCentre, later: Path, tmp_path: Path) -> None:
    away = shutil.copytree(later, tmp_path / "stick" / later.name)
    done = restores.restore_into(tmp_path / "other", away, NOW, KEY)
    assert (done.before, done.saved, done.lost, done.code) == (None, None, (), None)
    assert _children_in(tmp_path / "other") == 2
    assert not restores.can_undo(tmp_path / "other")
    with pytest.raises(UserError, match="other"):
        restores.restore_into(tmp_path / "other", away, NOW, KEY)


def test_on_another_computer_the_recovery_code_is_enough(
    centre: SmallCentre, later: Path, tmp_path: Path
) -> None:
    key = Key("春天的第一片叶子", code=centre.code)
    done = restores.restore_into(tmp_path / "other", later, NOW, key)
    assert done.code not in (None, centre.code)
    assert _children_in(tmp_path / "other", "春天的第一片叶子") == 2
    # The backup itself still opens with the code and the password of its day.
    assert restores.restore_into(tmp_path / "third", later, NOW, key).after == done.after
    assert restores.restore_into(tmp_path / "fourth", later, NOW, KEY).after == done.after


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = os.urandom(4096)
    file.write_bytes(content)


@pytest.mark.parametrize("what", ["wrong password", "damaged", "cut short", "no vault", "other rows", "none"])
def test_what_can_t_be_restored_is_told_and_nothing_changes(
    centre: SmallCentre, later: Path, what: str
) -> None:
    key = KEY
    if what == "wrong password":
        key = Key("not the password")
    elif what == "damaged":
        _flip(later / FILE)
    elif what == "cut short":
        (later / FILE).write_bytes((later / FILE).read_bytes()[:8192])
    elif what == "no vault":
        (later / VAULT).unlink()
    elif what == "other rows":
        (later / "backup.json").write_text(
            (later / "backup.json").read_text("utf-8").replace('"child": 2', '"child": 3'), "utf-8"
        )
    else:
        shutil.rmtree(later)
    before = {file.name for file in centre.folder.iterdir()}
    with pytest.raises(UserError) as refusal:
        restores.restore(centre.folder, later, NOW, key, centre.opened)
    assert refusal.value.text
    assert {file.name for file in centre.folder.iterdir()} == before
    assert _children(centre.opened) == 3


def test_a_backup_of_a_newer_version_is_refused(centre: SmallCentre, later: Path) -> None:
    connection = store.connect(later / FILE, centre.opened.store.data_key)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    (later / "backup.json").unlink()
    with pytest.raises(UserError, match=later.name):
        restores.restore(centre.folder, later, NOW, KEY, centre.opened)
    assert _children(centre.opened) == 3


def test_a_backup_of_another_centre_is_refused(centre: SmallCentre, group: int, tmp_path: Path) -> None:
    with small_centre(tmp_path / "other") as other:
        foreign = back_up(other.opened, NOW).backup.folder
    with pytest.raises(UserError, match=r"another|另|别"):
        restores.restore(centre.folder, foreign, NOW, KEY, centre.opened)
    assert _children(centre.opened) == 2


def test_only_a_director_of_its_day_restores(centre: SmallCentre, later: Path, tmp_path: Path) -> None:
    connection = store.connect(later / FILE, centre.opened.store.data_key)
    connection.execute("UPDATE user SET role = 'teacher'")
    connection.close()
    (later / "backup.json").unlink()
    with pytest.raises(UserError, match="张园长"):
        restores.restore_into(tmp_path / "other", later, NOW, KEY)
    assert not (tmp_path / "other" / FILE).exists()


@pytest.mark.parametrize("what", ["damaged", "emptied", "file gone", "vault gone"])
def test_a_damaged_or_missing_file_is_restored(centre: SmallCentre, later: Path, what: str) -> None:
    centre.opened.store.close()
    if what == "damaged":
        _flip(centre.folder / FILE)
    elif what == "emptied":
        (centre.folder / FILE).write_bytes(b"")
    elif what == "file gone":
        (centre.folder / FILE).unlink()
    else:
        (centre.folder / VAULT).unlink()
    today = restores.open_today(centre.folder, KEY, NOW)
    done = restores.restore(centre.folder, later, NOW, KEY, today)
    assert done.saved is None
    assert _children_in(centre.folder) == 2
    if what in ("damaged", "emptied"):  # the damaged file is kept all the same
        assert restores.can_undo(centre.folder)


def test_a_wrong_password_is_no_damage(centre: SmallCentre, later: Path) -> None:
    with pytest.raises(UserError) as refusal:
        restores.open_today(centre.folder, Key("not the password"), NOW)
    assert refusal.value.field == "password"


def test_today_s_centre_opens_with_the_recovery_code_which_is_not_used_up(
    centre: SmallCentre, later: Path
) -> None:
    centre.opened.store.close()
    key = Key("春天的第一片叶子", code=centre.code)
    for _turn in range(2):
        today = restores.open_today(centre.folder, key, NOW)
        assert today is not None
        assert _children(today) == 3
        today.store.close()
    today = restores.open_today(centre.folder, key, NOW)
    restores.restore(centre.folder, later, NOW, key, today)
    assert _children_in(centre.folder, "春天的第一片叶子") == 2


def test_while_another_program_has_it_open_nothing_is_restored(centre: SmallCentre, later: Path) -> None:
    other = store.connect(centre.folder / FILE, centre.opened.store.data_key)
    other.execute("SELECT count(*) FROM child").fetchone()
    with pytest.raises(UserError):
        restores.restore(centre.folder, later, NOW, KEY, centre.opened)
    other.close()
    assert _children(centre.opened) == 3
    assert not (centre.folder / swap.NEW).exists()


def test_a_rehearsal_shows_the_backup_and_touches_nothing(centre: SmallCentre, later: Path) -> None:
    before = {file: file.read_bytes() for file in later.iterdir()}
    with restores.rehearse(later, PASSWORD) as copy:
        assert _children(copy) == 2
        with copy.store.read(copy.actor, NOW) as session:
            assert [row.name for row in classes.list_classes(session)] == ["托大班"]
        with pytest.raises(UserError), copy.store.begin(copy.actor, NOW):
            pass
    assert {file: file.read_bytes() for file in later.iterdir()} == before
    assert not copy.store.folder.exists()
    assert _children(centre.opened) == 3


def test_a_rehearsal_of_a_damaged_backup_is_told(centre: SmallCentre, later: Path) -> None:
    _flip(later / FILE)
    with pytest.raises(UserError, match=FILE), restores.rehearse(later, PASSWORD):
        pass


def test_a_sample_centre_is_not_backed_up_by_itself(tmp_path: Path) -> None:
    from centerdesk.services.opening import new_centre

    opened, _code = new_centre(tmp_path / "s", "示例", "张园长", PASSWORD, now=NOW, cost=FAST, sample=True)
    assert when_due(replace(opened), NOW, Why.CLOSING) == ""
    assert backups.backups(opened) == []
    opened.store.close()
