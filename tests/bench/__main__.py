"""python -m tests.bench: print the ratios as a table."""

import shutil
import tempfile
from pathlib import Path

from centerdesk.db import store
from centerdesk.services.opening import open_centre
from tests.bench import backup, children, mark, monthly, paper, roster, startup, training
from tests.bench.centres import PASSWORD, big_centre
from tests.bench.ratio import Ratio


def main() -> None:
    """Measure everything, in one run on one machine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        big_centre(folder / "ten", 10).store.close()
        shutil.copytree(folder / "ten", folder / "copy")
        ten_years = open_centre(folder / "ten", PASSWORD)
        one_year = big_centre(folder / "one", 1)
        data_key = store.unlock(folder / "ten", PASSWORD).data_key
        ratios = [
            *startup.measure(folder),
            *mark.measure(ten_years, data_key, folder / "copy"),
            *monthly.measure(ten_years, one_year),
            *backup.measure(ten_years, folder / "backup"),
            *roster.measure(folder),
            *children.measure(folder),
            *training.measure(folder),
            *paper.measure(),
        ]
        ten_years.store.close()
        one_year.store.close()
    _print(ratios)


def _print(ratios: list[Ratio]) -> None:
    print(f"{'ratio':>7} {'aim':>6} {'ours ms':>10} {'bare ms':>10}  what")
    for each in ratios:
        aim = f"<={each.aim:g}" if each.aim else ""
        print(f"{each.value:7.2f} {aim:>6} {each.ours:10.2f} {each.bare:10.2f}  {each.name}")


main()
