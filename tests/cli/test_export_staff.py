"""export staff: a workbook that the import reads again."""

from pathlib import Path

from tests.cli.conftest import Cli


def test_the_sample_centres_staff_is_unchanged_when_read_again(in_sample: Cli, tmp_path: Path) -> None:
    rows = []
    for words in ((), ("--with-left",)):
        out = tmp_path / f"{len(words)}.xlsx"
        told = in_sample("--json", "export", "staff", out, *words).json
        rows.append(told["rows"])
        assert told == {"files": [str(out)], "rows": rows[-1]}
        again = in_sample("--json", "import", "staff", out, "--dry-run")
        assert again.code == 0
        assert (again.json["new"], again.json["changed"], again.json["unchanged"]) == (0, 0, rows[-1])
        assert again.json["doubtful"] == again.json["refused"] == []
    assert 5 < rows[0] <= rows[1]
