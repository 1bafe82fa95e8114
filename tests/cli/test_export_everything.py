"""export everything: the sample centre taken out."""

import json
from pathlib import Path

from tests.cli.conftest import Cli


def test_the_sample_centre_comes_out_whole(in_sample: Cli, tmp_path: Path) -> None:
    answer = in_sample("--json", "export", "everything", "--out", tmp_path / "out")
    assert answer.code == 0, answer.err
    report = answer.json
    assert report["rows"]["child"] > 40
    content = json.loads((tmp_path / "out" / "centre.json").read_text("utf-8"))
    assert {name: len(rows) for name, rows in content["tables"].items()} == report["rows"]


def test_a_folder_with_something_in_it_is_refused(in_sample: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    answer = in_sample("export", "everything", "--out", tmp_path)
    assert answer.code == 1
    assert str(tmp_path) in answer.err
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
