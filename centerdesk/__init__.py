"""CenterDesk (托育工作台): the desktop program of a small childcare centre."""

__version__ = "0.1.0"
