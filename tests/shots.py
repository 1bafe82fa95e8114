"""Pictures for the eye: every page, every dialog and every paper of the sample centre, in build/shots.

`python -m tests.shots` needs a screen (see packaging/screen.sh); the day is fixed, so that pictures compare.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from centerdesk import demo
from centerdesk.domain.calendar import Month
from centerdesk.services.opening import open_centre
from centerdesk.ui import theme
from centerdesk.ui.app import make_application
from centerdesk.ui.contents import CONTENTS
from centerdesk.ui.crash import show_report
from centerdesk.ui.desk import Desk
from centerdesk.ui.main_window import MainWindow
from tests import shots_papers
from tests.ui.hands import TODAY, page, settle

FOLDER = Path("build/shots")
SIZES = ((100, 1280, 800), (125, 1366, 768), (150, 1366, 768))


def main() -> int:
    """Draw them all; the number of pictures is said."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.rglob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, place)
        folder = Path(place) / "sample"
        demo.make(folder, TODAY).store.close()
        app = make_application(100)
        for percent, width, height in SIZES:
            theme.apply(app, percent)
            draw_windows(folder, percent, width, height)
        opened = open_centre(folder, demo.PASSWORD)
        shots_papers.draw_papers(opened, TODAY)
        opened.store.close()
    made = sorted(FOLDER.rglob("*.png"))
    print(f"{len(made)} pictures in {FOLDER}")
    return 0


def draw_windows(folder: Path, percent: int, width: int, height: int) -> None:
    """The pages and dialogs in one scale."""
    opened = open_centre(folder, demo.PASSWORD)
    window = MainWindow()
    window.resize(width, height)
    window.show()
    window.enter(Desk(opened, TODAY))

    def shot(widget: QWidget, name: str) -> None:
        settle()
        settle()  # what came in meanwhile has to be laid out
        widget.grab().save(str(FOLDER / f"{name}-{percent}.png"))

    for entry in CONTENTS:
        page(window, entry.key)
        shot(window, f"page-{entry.key}")
    for name, act in views(window).items():
        act()
        shot(window, f"page-{name}")
    for name, act in dialogs(window).items():
        act()
        settle()
        dialog = QApplication.activeModalWidget() or window.findChildren(QDialog)[-1]
        shot(dialog, f"dialog-{name}")
        dialog.close()
    for name, door in doors(folder):
        window.show_door(door)
        shot(window, f"door-{name}")
    window.close()
    window.deleteLater()
    opened.store.close()
    settle()


def views(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What a page shows beside its first view."""

    def month_sheet() -> None:
        attendance = page(window, "attendance")
        attendance.month_button.click()

    def one_class() -> None:
        attendance = page(window, "attendance")
        attendance.month_button.setChecked(False)
        attendance.show_class(attendance.chips._ids[3])

    def day_off() -> None:
        page(window, "attendance").show_day(date(2026, 11, 22))

    def locked_month() -> None:
        page(window, "monthly").show_month(Month.of(TODAY).plus(-1))

    def figure() -> None:
        monthly = page(window, "monthly")
        monthly.show_month(Month.of(TODAY))
        monthly.table.go_to("D06")

    def tab(name: str) -> Callable[[], object]:
        return lambda: page(window, "centre").open_at({"tab": name})

    def training(section: str) -> Callable[[], object]:
        return lambda: page(window, "staff").open_at({"tab": "staff_training", "section": section})

    def child_tab(place: int) -> Callable[[], object]:
        return lambda: page(window, "children").record.tabs.setCurrentIndex(place)

    return {
        "children-collecting": child_tab(1),
        "children-stays": child_tab(2),
        "children-entry": child_tab(3),
        "children-files": child_tab(4),
        "children-consents": child_tab(5),
        "children-history": child_tab(6),
        "staff-posts": lambda: page(window, "staff").tab("staff_people").record.tabs.setCurrentIndex(1),
        "staff-papers": lambda: page(window, "staff").open_at({"tab": "staff_papers"}),
        "staff-training": lambda: page(window, "staff").open_at({"tab": "staff_training"}),
        "staff-sessions": training("sessions"),
        "staff-plan": training("plan"),
        "staff-requirements": training("requirements"),
        "staff-rota": lambda: page(window, "staff").open_at({"tab": "staff_rota"}),
        "centre-places": tab("centre_places"),
        "centre-papers": tab("centre_papers"),
        "centre-users": tab("centre_users"),
        "centre-backup": tab("centre_backup"),
        "centre-audit": tab("centre_audit"),
        "centre-data": tab("centre_data"),
        "attendance-month": month_sheet,
        "attendance-class": one_class,
        "attendance-day-off": day_off,
        "monthly-locked": locked_month,
        "monthly-figure": figure,
    }


def dialogs(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens over the pages."""
    from centerdesk.ui.dialogs.account import OwnDialog, SwitchDialog
    from centerdesk.ui.dialogs.collector import BarredDialog, CollectorDialog, ProxyDialog
    from centerdesk.ui.dialogs.contract import ContractDialog
    from centerdesk.ui.dialogs.entry_papers import ExaminationDialog, VaccinationDialog
    from centerdesk.ui.dialogs.import_roster import ImportRosterDialog
    from centerdesk.ui.dialogs.pause import PauseDialog
    from centerdesk.ui.dialogs.reason import ReasonDialog
    from centerdesk.ui.dialogs.recovery import CodeDialog, RecoverDialog

    children, centre, monthly = (page(window, key) for key in ("children", "centre", "monthly"))

    particulars = centre.tab("centre_particulars")

    def wizard(steps: int) -> Callable[[], object]:
        def act() -> None:
            dialog = ImportRosterDialog(window, children.desk)
            dialog.open()
            dialog.read(next(Path("tests/data").glob("花名册*.xlsx")))
            for _step in range(steps):
                settle()
                dialog.next_button.click()

        return act

    users, data = (centre.tab(name) for name in ("centre_users", "centre_data"))

    people = page(window, "staff").tab("staff_people")

    def trained() -> None:
        page(window, "staff").open_at({"tab": "staff_training", "section": "sessions"})
        sessions = page(window, "staff").tab("staff_training").section
        sessions.list.table.go_to_place(0)
        sessions._on_change()

    def of_child(dialog: Callable[..., QDialog]) -> Callable[[], object]:
        return lambda: dialog(window, children.desk, children.current()).open()

    return {
        "collector": of_child(CollectorDialog),
        "proxy": of_child(ProxyDialog),
        "barred": of_child(BarredDialog),
        "contract": of_child(ContractDialog),
        "examination": of_child(ExaminationDialog),
        "vaccination": of_child(VaccinationDialog),
        "pause": of_child(PauseDialog),
        "training": trained,
        "staff": people._on_edit,
        "staff-new": people._on_add,
        "staff-post": lambda: people._open("PostDialog"),
        "staff-post-change": lambda: people._open("ChangePostDialog", people.current().post_rows[0]),
        "staff-leave": lambda: people._open("StaffLeaveDialog"),
        "waiting-list": children._on_waiting,
        "school-year": children.move_up,
        "duplicates": children.show_duplicates,
        "account": users._on_add,
        "own": lambda: OwnDialog(window, centre.desk).open(),
        "switch": lambda: SwitchDialog(window, centre.desk, centre.desk.now).open(),
        "consent": children.consents._on_record,
        "export": data._on_export,
        "child": children._on_edit,
        "enrol": children._on_enrol,
        "move": lambda: children._step("MoveDialog"),
        "service": lambda: children._step("PatternDialog"),
        "leave": lambda: children._step("LeaveDialog"),
        "import-file": lambda: ImportRosterDialog(window, children.desk).open(),
        "import-columns": wizard(0),
        "import-preview": wizard(1),
        "import": wizard(2),
        "class": particulars._on_add,
        "particulars": particulars._on_particulars,
        "places": lambda: centre.tab("centre_places")._on_add_places(),
        "fee": lambda: centre.tab("centre_places")._on_add_fee(),
        "centre-paper": lambda: centre.tab("centre_papers")._on_add(),
        "lock": monthly._on_lock,
        "preview": monthly._on_preview,
        "illness": lambda: ReasonDialog(window, "单若水").open(),
        "code": lambda: CodeDialog(
            window, demo.NAME, "7GT2-9XKQ-4MHD-PW8R-C3VZ-6N1J-BYT5-Q2SA-U", lambda: None
        ).open(),
        "forgotten": lambda: RecoverDialog(window, Path()).open(),
        "crash": lambda: show_report(
            window, "1124-0830-A1B2", "CenterDesk 0.1.0 1124-0830-A1B2\nValueError\n"
        ),
    }


def doors(folder: Path) -> Iterator[tuple[str, QWidget]]:
    """What stands before the centre."""
    from centerdesk.ui.dialogs.first_start import FirstStart
    from centerdesk.ui.dialogs.sign_in import SignIn
    from centerdesk.ui.dialogs.waiting import Waiting

    yield "first-start", FirstStart(folder / "new")
    yield "sign-in", SignIn(folder)
    yield "waiting", Waiting("正在准备示例园……")


if __name__ == "__main__":
    sys.exit(main())
