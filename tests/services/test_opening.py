"""A new centre, opened again, and opened by the recovery code."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import CENTRE, _, use_vocabulary
from centerdesk.db.schema.users import User
from centerdesk.domain.people import CentreKind, Role
from centerdesk.services import children, classes
from centerdesk.services.centre import about
from centerdesk.services.opening import new_centre, open_centre, recover_centre
from tests.services.small_centre import FAST, PASSWORD, TODAY, SmallCentre

NOW = datetime(2026, 11, 24, 9)
NEW_PASSWORD = "correct horse battery"


def _refusal(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refusal:
        call()
    return refusal.value


def _opens(centre: SmallCentre, password: str) -> list[str]:
    """The children seen with a password."""
    again = open_centre(centre.folder, password)
    with again.store.read(again.actor) as session:
        names = [row.name for row in children.list_children(session, TODAY)]
    again.store.close()
    return names


def test_the_director_makes_a_centre_and_comes_in_again(centre: SmallCentre) -> None:
    centre.enrol("曾星辰", centre.add_class(), "2026-09-01")
    centre.opened.store.close()
    again = open_centre(centre.folder, PASSWORD, "张园长")
    assert again.actor == centre.opened.actor
    assert (again.actor.name, again.actor.role) == ("张园长", Role.DIRECTOR)
    again.store.close()
    assert _opens(centre, PASSWORD) == ["曾星辰"]
    assert sorted(file.name for file in centre.folder.iterdir()) == ["centre.db", "centre.vault"]


def test_a_wrong_password_or_a_stranger_s_name_opens_nothing(centre: SmallCentre) -> None:
    assert _refusal(lambda: open_centre(centre.folder, PASSWORD + "！")).field == "password"
    assert _refusal(lambda: open_centre(centre.folder, PASSWORD, "李静")).field == "password"


def test_the_recovery_code_lets_the_director_in_with_a_new_password(centre: SmallCentre) -> None:
    centre.enrol("曾星辰", centre.add_class(), "2026-09-01")
    new_code = recover_centre(centre.folder, centre.code.lower(), NEW_PASSWORD, FAST)
    assert _opens(centre, NEW_PASSWORD) == ["曾星辰"]
    assert _refusal(lambda: open_centre(centre.folder, PASSWORD)).field == "password"
    assert _refusal(lambda: recover_centre(centre.folder, centre.code, PASSWORD, FAST)).field == "code"
    recover_centre(centre.folder, new_code, PASSWORD, FAST)
    assert _opens(centre, PASSWORD) == ["曾星辰"]


@pytest.mark.parametrize(
    ("name", "director", "password", "field"),
    [
        (" ", "张园长", PASSWORD, "name"),
        ("小蜗牛托育园", " ", PASSWORD, "director"),
        ("小蜗牛托育园", "张园长", "1234567", "password"),
        ("小蜗牛托育园", "张园长", "12345678", "password"),
    ],
)
def test_a_centre_without_name_director_or_a_password_to_speak_of_is_not_made(
    tmp_path: Path, name: str, director: str, password: str, field: str
) -> None:
    folder = tmp_path / "centre"
    assert _refusal(lambda: new_centre(folder, name, director, password, now=NOW, cost=FAST)).field == field
    assert not folder.exists()


def test_a_centre_is_not_made_over_another(centre: SmallCentre) -> None:
    before = {file.name: file.read_bytes() for file in centre.folder.iterdir()}
    refusal = _refusal(
        lambda: new_centre(centre.folder, "大树托育园", "李静", NEW_PASSWORD, now=NOW, cost=FAST)
    )
    assert (refusal.field, str(centre.folder) in refusal.text) == ("folder", True)
    assert {file.name: file.read_bytes() for file in centre.folder.iterdir()} == before
    assert centre.see(about, TODAY).name == "小蜗牛托育园"


def test_a_folder_without_a_centre_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UserError) as refusal:
            open_centre(folder, PASSWORD)
        assert (refusal.value.field, str(folder) in refusal.value.text) == ("folder", True)


def test_a_centre_whose_key_file_is_lost_is_told(centre: SmallCentre) -> None:
    centre.opened.store.close()
    (centre.folder / "centre.vault").unlink()
    assert "centre.vault" in _refusal(lambda: open_centre(centre.folder, PASSWORD)).text
    assert "centre.vault" in _refusal(lambda: recover_centre(centre.folder, centre.code, PASSWORD)).text


def test_the_key_file_of_another_centre_does_not_fit(centre: SmallCentre, tmp_path: Path) -> None:
    other, _code = new_centre(tmp_path / "other", "大树托育园", "李静", NEW_PASSWORD, now=NOW, cost=FAST)
    other.store.close()
    centre.opened.store.close()
    (centre.folder / "centre.vault").write_bytes((tmp_path / "other" / "centre.vault").read_bytes())
    before = (centre.folder / "centre.db").read_bytes()
    assert "密钥文件" in _refusal(lambda: open_centre(centre.folder, NEW_PASSWORD)).text
    assert (centre.folder / "centre.db").read_bytes() == before


def test_a_closed_account_opens_nothing(centre: SmallCentre) -> None:
    with centre.opened.store.begin(centre.opened.actor, NOW) as session:
        session.get_one(User, 1).closed_on = TODAY
    assert _refusal(lambda: open_centre(centre.folder, PASSWORD)).field == "password"


def test_the_words_of_a_kindergarten_are_in_use_once_it_is_open(centre: SmallCentre, tmp_path: Path) -> None:
    folder = tmp_path / "kindergarten"
    kind = CentreKind.KINDERGARTEN
    made, _code = new_centre(folder, "大树幼儿园", "李静", PASSWORD, now=NOW, kind=kind, cost=FAST)
    assert _("Enrolled on") == "入园日期"
    made.store.close()
    open_centre(centre.folder, PASSWORD).store.close()
    assert _("Enrolled on") == "入托日期"
    open_centre(folder, PASSWORD).store.close()
    assert _("Enrolled on") == "入园日期"
    use_vocabulary(CENTRE)


def test_all_that_a_new_centre_holds_is_its_name_and_its_director(centre: SmallCentre) -> None:
    assert centre.see(classes.list_classes) == []
    assert centre.see(children.list_children, TODAY, with_left=True) == []
    row = centre.see(about, TODAY)
    assert (row.name, row.sample, row.places, row.subsidised) == ("小蜗牛托育园", False, None, None)
