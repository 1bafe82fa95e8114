"""export roster: a workbook that the import reads again."""

from pathlib import Path

from tests.cli.conftest import Cli


def test_the_sample_centres_roster_is_unchanged_when_read_again(in_sample: Cli, tmp_path: Path) -> None:
    for words, rows in (((), 46), (("--with-left",), 76)):
        out = tmp_path / f"{rows}.xlsx"
        assert in_sample("--json", "export", "roster", out, *words).json == {
            "files": [str(out)],
            "rows": rows,
        }
        again = in_sample("--json", "import", "roster", out, "--dry-run")
        assert again.code == 0
        told = again.json
        assert (told["new"], told["changed"], told["unchanged"]) == (0, 0, rows)
        assert told["doubtful"] == told["refused"] == []
