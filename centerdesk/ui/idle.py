"""Nobody has touched a key or the mouse for a while: the window is to lock."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

_STIRS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """Counts from the last key, click or move in any window of the program."""

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.passed)

    def start(self, minutes: int) -> None:
        """Count from now."""
        self.timer.start(minutes * 60_000)
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def stop(self) -> None:
        """Nobody is in: nothing to lock."""
        self.timer.stop()
        if app := QCoreApplication.instance():
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _STIRS:
            self.timer.start()
        return False
