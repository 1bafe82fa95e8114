"""Accounts: added, changed, closed; own password and PIN; switching persons; guessing gets slower."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from centerdesk.base.errors import UserError
from centerdesk.db import rotation, vault
from centerdesk.db.schema.audit import Audit
from centerdesk.db.store import Actor
from centerdesk.domain.people import Role
from centerdesk.services import children, users
from centerdesk.services.opening import Opened, open_centre, recover_centre
from centerdesk.services.users import Keys, UserRow
from tests.services.small_centre import FAST, PASSWORD, TODAY, SmallCentre

NOW = datetime(2026, 11, 24, 9)
OTHER = "correct horse battery"


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _keys(centre: SmallCentre) -> Keys:
    return users.keys_of(centre.opened.store, FAST)


def _add(
    centre: SmallCentre, name: str, role: Role, class_ids: tuple[int, ...] = (), password: str = OTHER
) -> int:
    return centre.do(users.add_user, _keys(centre), name, role, class_ids, password)


def _row(centre: SmallCentre, user_id: int) -> UserRow:
    return next(row for row in centre.see(users.list_users) if row.id == user_id)


def _comes_in(centre: SmallCentre, name: str, password: str) -> Actor:
    opened = open_centre(centre.folder, password, name, now=NOW)
    opened.store.close()
    return opened.actor


def _as(centre: SmallCentre, actor: Actor) -> SmallCentre:
    return SmallCentre(Opened(centre.opened.store, actor), centre.code)


def test_a_teacher_comes_in_with_her_classes(centre: SmallCentre) -> None:
    one, other = centre.add_class("托小班"), centre.add_class("托大班")
    user_id = _add(centre, " 李静 ", Role.TEACHER, (other, one))
    actor = _comes_in(centre, "李静", OTHER)
    assert actor == Actor(user_id, "李静", Role.TEACHER, (one, other))
    assert _row(centre, user_id).classes == ("托小班", "托大班")
    assert _comes_in(centre, "张园长", PASSWORD).role == Role.DIRECTOR


@pytest.mark.parametrize(
    ("name", "role", "password", "field"),
    [
        (" ", Role.CLERK, OTHER, "name"),
        ("张园长", Role.CLERK, OTHER, "name"),
        ("李" * 41, Role.CLERK, OTHER, "name"),
        ("李静", Role.TEACHER, OTHER, "classes"),
        ("李静", Role.CLERK, "1234567", "password"),
        ("李静", Role.CLERK, "88888888", "password"),
    ],
)
def test_an_account_that_lacks_something_is_not_made(
    centre: SmallCentre, name: str, role: Role, password: str, field: str
) -> None:
    assert _refusal(lambda: _add(centre, name, role, (), password)).field == field
    assert [row.name for row in centre.see(users.list_users)] == ["张园长"]
    assert vault.names(centre.folder / "centre.vault") == ["张园长"]


def test_broken_off_before_the_commit_an_entry_opens_nothing_and_the_account_can_be_made_again(
    centre: SmallCentre,
) -> None:
    def broken() -> None:
        with centre.opened.store.begin(centre.opened.actor, NOW) as session:
            users.add_user(session, _keys(centre), "李静", Role.CLERK, (), "of the first attempt")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert vault.names(centre.folder / "centre.vault") == ["张园长", "李静"]
    assert _refusal(lambda: _comes_in(centre, "李静", "of the first attempt")).field == "password"
    user_id = _add(centre, "李静", Role.CLERK)
    assert vault.names(centre.folder / "centre.vault") == ["张园长", "李静"]
    assert _comes_in(centre, "李静", OTHER).user_id == user_id
    assert _refusal(lambda: _comes_in(centre, "李静", "of the first attempt")).field == "password"


def test_role_and_classes_change_and_the_last_director_stays_one(centre: SmallCentre) -> None:
    one, other = centre.add_class("托小班"), centre.add_class("托大班")
    director, teacher = 1, _add(centre, "李静", Role.TEACHER, (one,))
    assert _refusal(lambda: centre.do(users.set_role, director, Role.CLERK, ())).field == "role"
    assert _refusal(lambda: centre.do(users.set_role, teacher, Role.TEACHER, ())).field == "classes"
    centre.do(users.set_role, teacher, Role.TEACHER, (other,))
    assert _comes_in(centre, "李静", OTHER).class_ids == (other,)
    centre.do(users.set_role, teacher, Role.DIRECTOR, (other,))
    assert _row(centre, teacher).class_ids == ()
    centre.do(users.set_role, director, Role.CLERK, ())
    assert _comes_in(centre, "张园长", PASSWORD).role == Role.CLERK


def test_the_director_sets_a_forgotten_password_anew(centre: SmallCentre) -> None:
    user_id = _add(centre, "李静", Role.CLERK)
    for _ in range(4):
        _refusal(lambda: _comes_in(centre, "李静", "guess guess"))
    centre.do(users.reset_password, _keys(centre), user_id, "another one of hers")
    assert _comes_in(centre, "李静", "another one of hers").user_id == user_id
    assert _refusal(lambda: _comes_in(centre, "李静", OTHER)).field == "password"


def test_everybody_changes_the_own_password_and_nobody_else_s(centre: SmallCentre) -> None:
    user_id = _add(centre, "李静", Role.CLERK)
    clerk = _as(centre, Actor(user_id, "李静", Role.CLERK))
    assert (
        _refusal(lambda: clerk.do(users.change_own_password, _keys(centre), PASSWORD, OTHER)).field == "old"
    )
    clerk.do(users.change_own_password, _keys(centre), OTHER, "another one of hers")
    assert _comes_in(centre, "李静", "another one of hers").user_id == user_id
    assert _comes_in(centre, "张园长", PASSWORD).user_id == 1
    for call in (
        lambda: clerk.do(users.reset_password, _keys(centre), 1, OTHER),
        lambda: clerk.do(users.set_role, user_id, Role.DIRECTOR, ()),
        lambda: clerk.do(users.renew_recovery, _keys(centre)),
        lambda: clerk.see(users.list_users),
    ):
        assert "李静" in _refusal(call).text


def test_a_pin_switches_the_person_and_five_wrong_ones_ask_for_the_password(centre: SmallCentre) -> None:
    user_id = _add(centre, "李静", Role.CLERK)
    clerk = _as(centre, Actor(user_id, "李静", Role.CLERK))
    for bad in ("123", "1234567", "12a4", "１２３４", "7777", "3456", "8765"):
        assert _refusal(partial(clerk.do, users.set_pin, bad, FAST)).field == "pin"
    assert _refusal(lambda: users.switch(centre.opened, "李静", "2580", NOW)).field == "password"
    clerk.do(users.set_pin, "2580", FAST)
    assert centre.see(users.who_can_switch) == [("张园长", False), ("李静", True)]
    assert users.switch(centre.opened, "李静", "2580", NOW).actor == clerk.opened.actor
    for _ in range(4):
        assert _refusal(lambda: users.switch(centre.opened, "李静", "9173", NOW)).field == "password"
    assert users.switch(centre.opened, "李静", "2580", NOW)
    for _ in range(5):
        _refusal(lambda: users.switch(centre.opened, "李静", "9173", NOW))
    assert _refusal(lambda: users.switch(centre.opened, "李静", "2580", NOW)).field == "password"
    assert users.switch(centre.opened, "李静", OTHER, NOW).actor == clerk.opened.actor
    assert users.switch(centre.opened, "李静", "2580", NOW).actor == clerk.opened.actor
    clerk.do(users.set_pin, "")
    assert _refusal(lambda: users.switch(centre.opened, "李静", "2580", NOW)).field == "password"


def test_switching_by_a_password_needs_the_person_s_own(centre: SmallCentre) -> None:
    _add(centre, "李静", Role.CLERK)
    assert _refusal(lambda: users.switch(centre.opened, "李静", PASSWORD, NOW)).field == "password"
    back = users.switch(centre.opened, "张园长", PASSWORD, NOW)
    assert back.actor == centre.opened.actor
    assert back.store is centre.opened.store


def test_wrong_passwords_make_the_next_try_wait_also_after_a_restart(centre: SmallCentre) -> None:
    for _ in range(3):
        assert "密码" in _refusal(lambda: open_centre(centre.folder, "guess guess", "张园长", now=NOW)).text
    assert "2" in _refusal(lambda: open_centre(centre.folder, PASSWORD, "张园长", now=NOW)).text
    opened = open_centre(centre.folder, PASSWORD, "张园长", now=NOW + timedelta(seconds=2))
    opened.store.close()
    assert not (centre.folder / "centre.tries").exists()


def _backed_up(folder: Path) -> list[str]:
    return [file.name for file in folder.rglob("*.db") if file.name != "centre.db" or "backups" in str(file)]


def test_a_closed_account_opens_nothing_and_its_records_stay(centre: SmallCentre) -> None:
    centre.enrol("曾星辰", centre.add_class(), "2026-09-01")
    user_id = _add(centre, "李静", Role.CLERK)
    old_vault, old_key = (centre.folder / "centre.vault").read_bytes(), centre.opened.store.data_key
    users.close_account(centre.opened, user_id, NOW)
    assert (_row(centre, user_id).closed_on, _row(centre, user_id).name) == (TODAY, "李静")
    assert _refusal(lambda: _comes_in(centre, "李静", OTHER)).field == "password"
    assert _comes_in(centre, "张园长", PASSWORD).user_id == 1
    assert [row.name for row in centre.see(children.list_children, TODAY)] == ["曾星辰"]
    assert not rotation.opens(centre.folder / "centre.db", old_key)
    assert _backed_up(centre.folder), "there is a copy from before"
    (centre.folder / "centre.vault").write_bytes(old_vault)  # what he may have kept
    with pytest.raises(UserError):
        _comes_in(centre, "李静", OTHER)
    users.close_account(centre.opened, user_id, NOW)  # once more harms nothing


def test_the_last_director_and_the_own_account_are_not_closed(centre: SmallCentre) -> None:
    assert _refusal(lambda: users.close_account(centre.opened, 1, NOW))
    _add(centre, "李静", Role.DIRECTOR)
    assert _refusal(lambda: users.close_account(centre.opened, 1, NOW))
    assert _comes_in(centre, "张园长", PASSWORD).user_id == 1


def test_the_recovery_code_is_renewed_and_lets_an_open_director_in(centre: SmallCentre) -> None:
    second = _add(centre, "李静", Role.DIRECTOR)
    heir = _as(centre, Actor(second, "李静", Role.DIRECTOR))
    code = heir.do(users.renew_recovery, _keys(centre))
    assert _refusal(lambda: recover_centre(centre.folder, centre.code, "a third one", FAST)).field == "code"
    heir.do(users.close_user, 1, TODAY)
    recover_centre(centre.folder, code, "a third one", FAST)
    assert _comes_in(centre, "李静", "a third one").user_id == second


def test_the_recovery_code_opens_after_a_renewal_that_was_broken_off(centre: SmallCentre) -> None:
    store = centre.opened.store
    old, new = store.data_key, bytes(range(32))
    store.close()
    vault.stage(centre.folder / "centre.vault", new)
    rotation._rekey(centre.folder / "centre.db", old, new)
    recover_centre(centre.folder, centre.code, OTHER, FAST)
    assert _comes_in(centre, "张园长", OTHER).user_id == 1


def test_a_password_leaves_an_entry_with_the_name_of_who_changed_it(centre: SmallCentre) -> None:
    user_id = _add(centre, "李静", Role.CLERK)
    clerk = _as(centre, Actor(user_id, "李静", Role.CLERK))
    clerk.do(users.change_own_password, _keys(centre), OTHER, "another one of hers")
    centre.do(users.reset_password, _keys(centre), user_id, OTHER)
    centre.do(users.renew_recovery, _keys(centre))
    with centre.opened.store.read(centre.opened.actor) as session:
        entries = session.execute(select(Audit.actor, Audit.action).where(Audit.table_name == "")).all()
    assert [tuple(entry) for entry in entries] == [
        ("李静", "users.change_own_password"),
        ("张园长", "users.reset_password"),
        ("张园长", "users.renew_recovery"),
    ]


def test_the_window_locks_after_the_minutes_the_director_sets(centre: SmallCentre) -> None:
    assert centre.see(users.idle_minutes) == 10
    centre.do(users.set_idle_minutes, 5)
    centre.do(users.set_idle_minutes, 3)
    assert centre.see(users.idle_minutes) == 3
    for minutes in (0, 121):
        assert _refusal(partial(centre.do, users.set_idle_minutes, minutes)).field == "idle"
