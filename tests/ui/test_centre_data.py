"""Personal data and data: all of it out, and data packs in, from the window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import _
from centerdesk.domain.calendar import is_provisional, use_years
from centerdesk.exchange.pack import fingerprint
from centerdesk.services import packs
from centerdesk.ui.main_window import MainWindow
from tests.exchange.packs_made import KEY, pack_file
from tests.ui.hands import click, last_button, page, settle


@pytest.fixture(autouse=True)
def shipped_years() -> Iterator[None]:
    """The years that ship, after the test too."""
    yield
    use_years({})


@pytest.fixture
def tab(window: MainWindow) -> Any:
    """The tab, shown."""
    centre = page(window, "centre")
    centre.open_at({"tab": "centre_data"})
    settle()
    return centre.tab("centre_data")


def test_everything_is_written_into_a_new_folder_after_a_warning(tab: Any, tmp_path: Path) -> None:
    said: list[str] = []
    tab.said.connect(lambda text, _tone: said.append(text))
    dialog = tab._on_export()
    assert dialog.isVisible()
    dialog.reject()
    tab.export_into(tmp_path / "stick")
    settle()
    (folder,) = (tmp_path / "stick").iterdir()
    assert {"child.xlsx", "centre.json", f"{_('Data dictionary')}.xlsx"} <= {
        each.name for each in folder.iterdir()
    }
    assert str(folder) in said[-1]


def test_a_pack_of_somebody_unknown_is_trusted_by_phone_and_then_taken(
    window: MainWindow, tab: Any, tmp_path: Path
) -> None:
    file = tmp_path / "2027.cdpack"
    file.write_bytes(pack_file())
    trust = tab.show_pack(file)
    assert trust.fingerprint_label.text() == fingerprint(KEY)
    click(last_button(trust))
    settle()
    assert [row.name for row in tab._desk.read(packs.list_trusted)] == ["示例发布方"]
    from centerdesk.ui.dialogs.pack import PackDialog

    (shown,) = tab.findChildren(PackDialog)
    assert len(shown.table.model_.rows) == 11
    assert is_provisional(2027)
    click(last_button(shown))
    settle()
    assert not is_provisional(2027)
    assert [row.name for row in tab.list.shown()] == ["2027"]


def test_a_pack_already_taken_can_only_be_looked_at(tab: Any, tmp_path: Path) -> None:
    file = tmp_path / "2027.cdpack"
    file.write_bytes(pack_file())
    tab._desk.write(packs.trust_key, KEY, "示例发布方")
    tab._desk.write(packs.take_pack, pack_file(), tab._desk.now())
    dialog = tab.show_pack(file)
    assert dialog.foot.count() == 2  # the stretch, and Close
    click(last_button(dialog))
    settle()
    assert tab.list.shown()[0].issued_on == date(2026, 11, 20)


def test_a_file_that_is_no_pack_has_a_sentence(tab: Any, tmp_path: Path) -> None:
    (tmp_path / "x.cdpack").write_text("x")
    with pytest.raises(UserError):
        tab.show_pack(tmp_path / "x.cdpack")
    with pytest.raises(UserError):
        tab.show_pack(tmp_path / "none.cdpack")
