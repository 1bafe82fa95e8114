"""Places resources/ and i18n/ inside the package, in the wheel only.

A static force-include would also be read for an editable install, where it hides the package.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface[BuilderConfig]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, root / "packaging" / "assets.py"], check=True)
        for folder in ("resources", "i18n"):
            for file in sorted((root / folder).rglob("*")):
                if file.is_file() and not file.name.startswith(".") and file.suffix != ".po":
                    build_data["force_include"][str(file)] = f"centerdesk/{file.relative_to(root).as_posix()}"
