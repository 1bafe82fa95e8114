"""Where things lie: what ships with the program, and what belongs to the user."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def shipped(name: str) -> Path:
    """A folder that ships with the program (`resources`, `i18n`): inside the package, or beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def centre_folder() -> Path:
    """The user's own centre, unless another folder is named."""
    return _user_data() / "centre"


def sample_folder() -> Path:
    """The sample centre with invented children, apart from the real one."""
    return _user_data() / "sample"


def _user_data() -> Path:
    import platformdirs  # not needed when a folder is named

    return Path(platformdirs.user_data_dir("CenterDesk", appauthor=False))


def log_folder() -> Path:
    """Where the program's log and crash reports lie."""
    return _user_data() / "log"
