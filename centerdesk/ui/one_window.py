"""One window for one centre: a second start brings the first window to the front."""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from centerdesk.db.lock import Held, hold

if TYPE_CHECKING:
    from centerdesk.services.opening import Opened

_PATIENCE_MS = 1000
_ANY_PROCESS = -1  # ASFW_ANY of Windows


def call_first(folder: Path) -> bool:
    """Ask the window that is already there for this folder to come to the front; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name_for(folder))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    if sys.platform == "win32":
        import ctypes

        # Only the program that the user has just started may let another one come to the front.
        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
    socket.disconnectFromServer()
    return True


class Listener(QObject):
    """Brings the window to the front whenever another start calls."""

    def __init__(self, folder: Path, window: Callable[[], QWidget]) -> None:
        super().__init__()
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)
        QLocalServer.removeServer(
            name_for(folder)
        )  # nobody has answered: what is left is of a killed program
        self._server.listen(name_for(folder))

    def close(self) -> None:
        """Answer no more."""
        self._server.close()

    def _on_call(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.disconnected.connect(socket.deleteLater)
        window = self._window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def name_for(folder: Path) -> str:
    """The name by which starts for the same folder find one another."""
    place = str(folder.expanduser().resolve()).casefold()
    return f"centerdesk-{hashlib.sha256(place.encode()).hexdigest()[:24]}"


def take(opened: "Opened") -> Held:
    """Hold the centre's folder for the window; when another program writes there the centre is closed again."""
    try:
        return hold(opened.store.folder)
    except BaseException:
        opened.store.close()
        raise
