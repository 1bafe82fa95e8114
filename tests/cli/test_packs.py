"""pack: show, trust, take, list."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from centerdesk.domain.calendar import use_years
from centerdesk.exchange.pack import fingerprint
from tests.cli.conftest import Cli
from tests.exchange.packs_made import KEY, pack_file


@pytest.fixture(autouse=True)
def shipped_years() -> Iterator[None]:
    """The years that ship, after the test too."""
    yield
    use_years({})


def test_a_pack_is_refused_trusted_shown_taken_and_listed(at: Cli, tmp_path: Path) -> None:
    file = tmp_path / "2027.cdpack"
    file.write_bytes(pack_file())
    refused = at("pack", "take", file)
    assert refused.code == 1
    assert fingerprint(KEY) in refused.err
    trusted = at("pack", "trust", KEY, "--name", "示例发布方")
    assert trusted.code == 0
    assert fingerprint(KEY) in trusted.out
    shown = at("--json", "pack", "show", file).json
    assert (shown["standing"], len(shown["changes"])) == ("new", 11)
    assert "春节" in at("pack", "show", file).out
    assert at("--json", "pack", "list").json["packs"] == []
    assert at("--json", "pack", "take", file).json == {"taken": True, "changed": 11}
    assert at("--json", "pack", "take", file).json == {"taken": False, "changed": 0}
    listed = at("--json", "pack", "list").json
    assert [(row["name"], row["in_force"]) for row in listed["packs"]] == [("2027", True)]
    assert [row["name"] for row in listed["trusted"]] == ["示例发布方"]
    assert "2027" in at("pack", "list").out


def test_a_file_that_is_not_there_has_a_sentence(at: Cli, tmp_path: Path) -> None:
    answer = at("pack", "show", tmp_path / "none.cdpack")
    assert answer.code == 1
    assert "none.cdpack" in answer.err
