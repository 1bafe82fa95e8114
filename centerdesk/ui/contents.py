"""The pages in their order: the window's table of contents."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from centerdesk.base.i18n import N_
from centerdesk.domain.people import Role

if TYPE_CHECKING:
    from centerdesk.ui.desk import Desk
    from centerdesk.ui.pages.page import Page

_ALL = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its name in the code, its word and icon in the rail, its class, and the roles that see it."""

    key: str
    title: str
    icon: str
    class_name: str
    roles: frozenset[Role] = _ALL

    def make(self, desk: "Desk") -> "Page":
        """The page itself; its code is imported now, when it is first shown."""
        module = import_module(f"centerdesk.ui.pages.{self.key}")
        page: Page = getattr(module, self.class_name)(desk)
        return page


CONTENTS = (
    Entry("today", N_("Today"), "house", "TodayPage"),
    Entry("attendance", N_("Morning check and attendance"), "calendar-check", "AttendancePage"),
    Entry("children", N_("Children"), "baby", "ChildrenPage"),
    Entry("staff", N_("Staff"), "users", "StaffPage"),
    Entry("reports", N_("Papers"), "printer", "ReportsPage"),
    Entry(
        "monthly",
        N_("Monthly return"),
        "file-chart-column",
        "MonthlyPage",
        frozenset({Role.DIRECTOR, Role.HEALTH_WORKER, Role.CLERK}),
    ),
    Entry("centre", N_("Centre"), "settings", "CentrePage", frozenset({Role.DIRECTOR})),
)
