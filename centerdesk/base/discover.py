"""One file, one item: a package's items are found, not registered."""

import importlib
import pkgutil
from functools import cache
from typing import Any


@cache
def discover(package: str, name: str) -> tuple[Any, ...]:
    """The public `name` of each module of `package`, in the order of the file names."""
    folder = importlib.import_module(package)
    modules = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    return tuple(getattr(importlib.import_module(f"{package}.{module}"), name) for module in modules)
