"""The keys: who may open the file, the recovery code, and a key file that was torn."""

import json
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from centerdesk.base.errors import UserError
from centerdesk.db import vault
from centerdesk.db.vault import Cost, Unlocked

FAST = Cost(1, 8, 1)
PASSWORD = "门前的槐树开花了"
NEW_PASSWORD = "correct horse battery"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "centre.vault"


@pytest.fixture
def made(path: Path) -> tuple[Unlocked, str]:
    return vault.create(path, "张园长", PASSWORD, FAST)


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _change(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), "utf-8")


def test_the_password_opens_the_vault_to_the_same_data_key(path: Path, made: tuple[Unlocked, str]) -> None:
    unlocked, _code = made
    assert len(unlocked.data_key) == 32
    assert vault.unlock(path, PASSWORD) == unlocked
    assert vault.unlock(path, PASSWORD, "张园长") == unlocked
    assert vault.names(path) == ["张园长"]


def test_two_centres_have_different_keys(tmp_path: Path) -> None:
    one, one_code = vault.create(tmp_path / "1.vault", "张园长", PASSWORD, FAST)
    other, other_code = vault.create(tmp_path / "2.vault", "张园长", PASSWORD, FAST)
    assert one.data_key != other.data_key
    assert one_code != other_code


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("wrong", ["", "门前的槐树开花", PASSWORD + " ", PASSWORD.encode().hex()])
def test_a_wrong_password_is_refused_with_a_sentence(path: Path, wrong: str) -> None:
    refusal = _refusal(lambda: vault.unlock(path, wrong))
    assert refusal.field == "password"
    assert "密码" in refusal.text


@pytest.mark.usefixtures("made")
def test_a_name_that_is_not_in_the_vault_opens_nothing(path: Path) -> None:
    assert _refusal(lambda: vault.unlock(path, PASSWORD, "李静")).field == "password"


def test_neither_password_nor_key_nor_code_stand_in_the_vault(path: Path, made: tuple[Unlocked, str]) -> None:
    unlocked, code = made
    content = path.read_text("utf-8")
    assert PASSWORD not in content
    assert unlocked.data_key.hex() not in content
    assert b64encode(unlocked.data_key).decode() not in content
    assert code.replace("-", "")[:-1] not in content.upper()


@pytest.mark.parametrize("short", ["", "1234567", "七个字的密码吗"])
def test_a_short_password_makes_no_vault(path: Path, short: str) -> None:
    assert _refusal(lambda: vault.create(path, "张园长", short, FAST)).field == "password"
    assert not path.exists()


@pytest.mark.parametrize("common", ["12345678", "password", "PassWord", "woaini1314"])
def test_the_commonest_passwords_make_no_vault(path: Path, common: str) -> None:
    assert _refusal(lambda: vault.create(path, "张园长", common, FAST)).field == "password"
    assert not path.exists()


def test_a_recovery_code_has_33_characters_in_groups_of_four() -> None:
    code = vault.new_recovery_code()
    assert [len(group) for group in code.split("-")] == [4] * 8 + [1]
    assert set(code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U-")
    assert code != vault.new_recovery_code()


def test_the_recovery_code_gives_the_director_a_new_password_and_is_used_up(
    path: Path, made: tuple[Unlocked, str]
) -> None:
    unlocked, code = made
    recovered, new_code = vault.recover(path, code, NEW_PASSWORD, FAST)
    assert recovered == unlocked
    assert vault.unlock(path, NEW_PASSWORD) == unlocked
    assert _refusal(lambda: vault.unlock(path, PASSWORD)).field == "password"
    assert new_code != code
    assert _refusal(lambda: vault.recover(path, code, PASSWORD, FAST)).field == "code"
    assert vault.recover(path, new_code, PASSWORD, FAST)[0] == unlocked


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.lower().replace("0", "o").replace("1", "I"),
    ],
)
def test_the_recovery_code_is_read_as_people_type_it(path: Path, typed: Callable[[str], str]) -> None:
    for _ in range(20):  # codes enough to hold 0 and 1, also as check characters
        unlocked, code = vault.create(path, "张园长", PASSWORD, FAST)
        assert vault.recover(path, typed(code), NEW_PASSWORD, FAST)[0] == unlocked


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("code", ["", "1234", "ABCD-" * 8, "UUUU-" * 8 + "0", "A" * 33 + "B"])
def test_a_code_of_a_wrong_length_or_with_wrong_letters_is_told_so(path: Path, code: str) -> None:
    refusal = _refusal(lambda: vault.recover(path, code, NEW_PASSWORD, FAST))
    assert (refusal.field, "33" in refusal.text) == ("code", True)


def test_each_mistyped_character_of_the_code_is_found_before_any_key_is_tried(
    path: Path, made: tuple[Unlocked, str]
) -> None:
    _unlocked, code = made
    foreign = _refusal(lambda: vault.recover(path, vault.new_recovery_code(), NEW_PASSWORD, FAST)).text
    for place in (place for place, letter in enumerate(code) if letter != "-"):
        mistyped = code[:place] + ("2" if code[place] != "2" else "3") + code[place + 1 :]
        refusal = _refusal(partial(vault.recover, path, mistyped, NEW_PASSWORD, FAST))
        assert refusal.text != foreign
        assert "校验" in refusal.text
    assert vault.unlock(path, PASSWORD)


def test_a_recovery_with_a_weak_password_changes_nothing(path: Path, made: tuple[Unlocked, str]) -> None:
    before = path.read_bytes()
    assert _refusal(lambda: vault.recover(path, made[1], "1234567", FAST)).field == "password"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "torn", [b"", b"{", b'{"format": 1, "entries"', b"\xff\xfe\x00", b"[]", b'{"format": 1}']
)
def test_a_torn_vault_is_read_from_its_spare_which_knows_no_password_that_is_over(
    path: Path, made: tuple[Unlocked, str], torn: bytes
) -> None:
    unlocked, code = made
    vault.recover(path, code, NEW_PASSWORD, FAST)
    path.write_bytes(torn)
    assert vault.unlock(path, NEW_PASSWORD) == unlocked
    assert _refusal(lambda: vault.unlock(path, PASSWORD)).field == "password"


def test_a_vault_that_is_gone_is_read_from_its_spare(path: Path, made: tuple[Unlocked, str]) -> None:
    unlocked, code = made
    vault.recover(path, code, NEW_PASSWORD, FAST)
    path.unlink()
    assert vault.unlock(path, NEW_PASSWORD) == unlocked


@pytest.mark.parametrize("torn", [None, b"", b"{}", b"null"])
def test_a_vault_that_is_gone_with_its_spare_is_told(path: Path, torn: bytes | None) -> None:
    if torn is not None:
        path.write_bytes(torn)
    assert "centre.vault" in _refusal(lambda: vault.unlock(path, PASSWORD)).text


@pytest.mark.usefixtures("made")
def test_a_vault_of_a_newer_program_is_left_alone(path: Path) -> None:
    _change(path, lambda content: content.update(format=vault.FORMAT + 1))
    before = path.read_bytes()
    assert "更新版本" in _refusal(lambda: vault.unlock(path, PASSWORD)).text
    assert path.read_bytes() == before


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: entry["kdf"].pop("salt"),
        lambda entry: entry["kdf"].update(t="one"),
        lambda entry: entry["kdf"].update(m=0),
        lambda entry: entry["kdf"].update(salt="?"),
        lambda entry: entry.update(kdf=None),
        lambda entry: entry["private_key"].pop("nonce"),
        lambda entry: entry["private_key"].update(nonce=""),
        lambda entry: entry.update(private_key=7),
        lambda entry: entry["seal"].pop("ephemeral"),
        lambda entry: entry["seal"].update(ephemeral="AAAA"),
        lambda entry: entry["seal"].update(text=entry["private_key"]["text"]),
        lambda entry: entry.update(seal=[]),
        lambda entry: entry.update(id="of another entry"),
    ],
)
def test_a_damaged_entry_is_told_as_damage_and_not_as_a_wrong_password(
    path: Path, damage: Callable[[dict[str, Any]], object]
) -> None:
    _change(path, lambda content: damage(content["entries"][0]))
    refusal = _refusal(lambda: vault.unlock(path, PASSWORD))
    assert "centre.vault" in refusal.text
    assert refusal.field is None


@pytest.mark.usefixtures("made")
def test_an_entry_without_one_of_its_parts_makes_the_vault_unsound(path: Path) -> None:
    _change(path, lambda content: content["entries"][1].pop("seal"))
    assert "centre.vault" in _refusal(lambda: vault.unlock(path, PASSWORD)).text


@pytest.mark.usefixtures("made")
def test_a_key_file_is_written_with_nothing_left_over(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["centre.vault"]


def test_a_folder_that_cannot_be_written_is_told_and_the_old_vault_stays(
    path: Path, made: tuple[Unlocked, str]
) -> None:
    unlocked, code = made
    path.with_name("centre.vault.new").mkdir()  # in the way of the new state, also for root
    assert str(path.parent) in _refusal(lambda: vault.recover(path, code, NEW_PASSWORD, FAST)).text
    assert vault.unlock(path, PASSWORD) == unlocked


def test_unless_told_otherwise_a_guess_costs_three_passes_over_64_mib(path: Path) -> None:
    vault.create(path, "张园长", PASSWORD)
    for entry in json.loads(path.read_text("utf-8"))["entries"]:
        assert {key: entry["kdf"][key] for key in ("name", "t", "m", "p")} == {
            "name": "argon2id",
            "t": 3,
            "m": 64 * 1024,
            "p": 4,
        }


def test_a_colleague_comes_in_by_a_password_of_his_own(path: Path, made: tuple[Unlocked, str]) -> None:
    unlocked, code = made
    entry = vault.set_password(path, "李静", NEW_PASSWORD, unlocked.data_key, FAST)
    assert vault.names(path) == ["张园长", "李静"]
    assert vault.unlock(path, NEW_PASSWORD, "李静") == Unlocked(unlocked.data_key, entry, "李静")
    assert vault.unlock(path, PASSWORD) == unlocked
    assert vault.unlock_by_code(path, code).data_key == unlocked.data_key


def test_a_forgotten_password_is_set_anew_in_its_place(path: Path, made: tuple[Unlocked, str]) -> None:
    unlocked, _code = made
    entry = vault.set_password(path, "李静", NEW_PASSWORD, unlocked.data_key, FAST)
    vault.set_password(path, "王芳", NEW_PASSWORD + "2", unlocked.data_key, FAST)
    again = vault.set_password(path, "李静", "another one of hers", unlocked.data_key, FAST, entry_id=entry)
    assert again == entry
    assert vault.names(path) == ["张园长", "李静", "王芳"]
    assert vault.unlock(path, "another one of hers", "李静").data_key == unlocked.data_key
    assert _refusal(lambda: vault.unlock(path, NEW_PASSWORD, "李静")).field == "password"


def test_the_own_password_is_changed_by_the_present_one(path: Path, made: tuple[Unlocked, str]) -> None:
    unlocked, code = made
    wrong = _refusal(lambda: vault.change_password(path, unlocked.entry, "guess guess", NEW_PASSWORD, FAST))
    assert wrong.field == "old"
    short = _refusal(lambda: vault.change_password(path, unlocked.entry, PASSWORD, "short", FAST))
    assert short.field == "password"
    assert vault.unlock(path, PASSWORD) == unlocked
    vault.change_password(path, unlocked.entry, PASSWORD, NEW_PASSWORD, FAST)
    assert vault.unlock(path, NEW_PASSWORD) == unlocked
    assert _refusal(lambda: vault.unlock(path, PASSWORD)).field == "password"
    assert vault.unlock_by_code(path, code).data_key == unlocked.data_key
    path.write_bytes(b"{")
    assert vault.unlock(path, NEW_PASSWORD) == unlocked


def test_who_is_taken_out_opens_nothing_not_even_the_spare(path: Path, made: tuple[Unlocked, str]) -> None:
    unlocked, code = made
    vault.set_password(path, "李静", NEW_PASSWORD, unlocked.data_key, FAST)
    vault.keep_users(path, {unlocked.entry})
    for file in (path, path.with_name("centre.vault.bak")):
        assert vault.names(file) == ["张园长"]
    assert _refusal(lambda: vault.unlock(path, NEW_PASSWORD)).field == "password"
    assert vault.unlock_by_code(path, code).data_key == unlocked.data_key


def test_a_renewed_code_takes_the_place_of_the_printed_one(path: Path, made: tuple[Unlocked, str]) -> None:
    unlocked, code = made
    new_code = vault.renew_code(path, unlocked.data_key, FAST)
    assert _refusal(lambda: vault.unlock_by_code(path, code)).field == "code"
    assert vault.unlock_by_code(path, new_code).data_key == unlocked.data_key
    assert vault.unlock(path, PASSWORD) == unlocked


def test_the_next_key_is_sealed_to_everybody_without_a_password(
    path: Path, made: tuple[Unlocked, str]
) -> None:
    unlocked, code = made
    vault.set_password(path, "李静", NEW_PASSWORD, unlocked.data_key, FAST)
    following = bytes(range(32))
    vault.stage(path, following)
    for opened in (
        vault.unlock(path, PASSWORD),
        vault.unlock(path, NEW_PASSWORD),
        vault.unlock_by_code(path, code),
    ):
        assert (opened.data_key, opened.next_key) == (unlocked.data_key, following)
    vault.change_password(path, unlocked.entry, PASSWORD, "in the middle of it", FAST)
    vault.settle(path)
    for opened in (vault.unlock(path, "in the middle of it"), vault.unlock(path, NEW_PASSWORD)):
        assert (opened.data_key, opened.next_key) == (following, None)
    assert vault.unlock_by_code(path, code).data_key == following
    assert path.read_bytes() == path.with_name("centre.vault.bak").read_bytes()


def test_an_unlocked_vault_shows_no_key_in_a_report(made: tuple[Unlocked, str]) -> None:
    assert "data_key" not in repr(made[0])
