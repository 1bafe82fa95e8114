"""Accounts by the command line."""

import pytest

from tests.cli.conftest import Cli
from tests.services.small_centre import PASSWORD, SmallCentre

OTHER = "correct horse battery"


@pytest.fixture(autouse=True)
def _new_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CENTERDESK_NEW_PASSWORD", OTHER)


def test_a_teacher_is_added_comes_in_and_is_closed(
    at: Cli, centre: SmallCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.add_class("托小班")
    assert at("user", "add", "李静", "--role", "teacher", "--class", "托小班").code == 0
    assert at("--json", "user", "list").json == [
        {"name": "张园长", "role": "director", "classes": [], "closed_on": None},
        {"name": "李静", "role": "teacher", "classes": ["托小班"], "closed_on": None},
    ]
    monkeypatch.setenv("CENTERDESK_USER", "李静")
    monkeypatch.setenv("CENTERDESK_PASSWORD", OTHER)
    assert at("list", "classes").code == 0
    refused = at("user", "list")
    assert (refused.code, "李静" in refused.err) == (1, True)
    monkeypatch.setenv("CENTERDESK_USER", "张园长")
    monkeypatch.setenv("CENTERDESK_PASSWORD", PASSWORD)
    centre.opened.store.close()  # the key is renewed: nobody else may be in the file
    assert at("user", "close", "李静").code == 0
    assert at("--json", "user", "list").json[1]["closed_on"] == "2026-11-24"
    monkeypatch.setenv("CENTERDESK_USER", "李静")
    monkeypatch.setenv("CENTERDESK_PASSWORD", OTHER)
    assert at("list", "classes").code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("user add 李静 --role teacher", "班"),
        ("user add 李静 --role teacher --class 没有的班", "没有的班"),
        ("user add 张园长 --role clerk", "张园长"),
        ("user close 没有人", "张园长"),
        ("user close 张园长", "张园长"),
    ],
)
def test_what_cannot_be_done_is_told(at: Cli, words: str, told: str) -> None:
    answer = at(*words.split())
    assert (answer.code, told in answer.err) == (1, True), answer.err
    assert [row["name"] for row in at("--json", "user", "list").json] == ["张园长"]


def test_no_password_for_the_new_person_and_nobody_to_type_one_is_told(
    at: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CENTERDESK_NEW_PASSWORD")
    answer = at("user", "add", "李静", "--role", "clerk")
    assert (answer.code, "CENTERDESK_NEW_PASSWORD" in answer.err) == (1, True)
