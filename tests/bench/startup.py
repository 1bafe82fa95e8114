"""From process start to a painted and to a usable window, against a bare QMainWindow."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from centerdesk import demo
from tests.bench.centres import TODAY
from tests.bench.ratio import Ratio

_TIMES = 7
_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: (print("painted", flush=True), app.quit()))
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
_OURS = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtWidgets import QApplication
from centerdesk.ui.app import Options, run
def watch(moment):
    print(moment, flush=True)
    if moment == "usable":
        QApplication.quit()
run(Options(folder=Path(sys.argv[1]), sample=True, today=date.fromisoformat(sys.argv[2])), watch)
"""


def measure(folder: Path) -> list[Ratio]:
    """Two ratios: painted, and usable with the day's data (the sample's sign-in is not asked for)."""
    demo.make(folder / "sample", TODAY).store.close()
    ours = [_OURS, str(folder / "sample"), TODAY.isoformat()]
    runs = [(_moments([_BARE]), _moments(ours)) for _ in range(_TIMES + 1)][
        1:
    ]  # the first fills the disk cache
    bare = statistics.median(bare["painted"] for bare, _ours in runs)
    painted = statistics.median(ours["painted"] for _bare, ours in runs)
    usable = statistics.median(ours["usable"] for _bare, ours in runs)
    return [
        Ratio("process start to painted window / bare QMainWindow", painted, bare, 2),
        Ratio("process start to usable window with the day's data / bare QMainWindow", usable, bare, 4),
    ]


def _moments(code: list[str]) -> dict[str, float]:
    began = time.perf_counter()
    moments = {}
    with subprocess.Popen([sys.executable, "-c", *code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            moments[line.strip()] = (time.perf_counter() - began) * 1000
    return moments
