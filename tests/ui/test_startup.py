"""Start-up: nothing heavy is imported, and every icon is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

from centerdesk import demo
from centerdesk.base.paths import shipped
from tests.ui.hands import TODAY

HEAVY = (
    "reportlab",
    "alembic",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "xlrd",
    "PIL",
    "pydantic",
    "pypinyin",
    "centerdesk.demo.making",
)
CODE = f"""
import sys
from datetime import date
from pathlib import Path
from PySide6.QtWidgets import QApplication
from centerdesk.ui.app import Options, run
def watch(moment):
    print(moment, *(name for name in {(*HEAVY, "sqlalchemy")} if name in sys.modules))
    if moment == "usable":
        QApplication.quit()
run(Options(folder=Path(sys.argv[1]), sample=True, today=date.fromisoformat(sys.argv[2])), watch)
"""


def test_start_up_imports_nothing_heavy_and_paints_before_the_tables(tmp_path: Path) -> None:
    demo.make(tmp_path / "sample", TODAY).store.close()
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config"), "HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", CODE, str(tmp_path / "sample"), TODAY.isoformat()],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=True,
    )
    assert ran.stdout.split("\n")[:2] == ["painted", "usable sqlalchemy"], ran.stderr


def test_every_icon_that_is_named_ships() -> None:
    code = "\n".join(file.read_text("utf-8") for file in Path("centerdesk/ui").rglob("*.py"))
    named = set(re.findall(r'(?:icon=|icon\(|icon_button\(|pixmap\(|EmptyState\()\s*"([a-z0-9-]+)"', code))
    assert named
    assert not [name for name in named if not (shipped("resources") / "icons" / f"{name}.svg").is_file()]
