"""Staff: the people, their papers, their training, and who is with which class."""

from centerdesk.base.i18n import N_, _
from centerdesk.ui.desk import Desk
from centerdesk.ui.pages.tabbed import TabbedPage

TABS = (
    (N_("Staff members"), "tabs.staff_people", "PeopleTab"),
    (N_("Certificates"), "tabs.staff_papers", "StaffPapersTab"),
    (N_("Training"), "tabs.staff_training", "StaffTrainingTab"),
    (N_("Rota and ratio"), "tabs.staff_rota", "StaffRotaTab"),
)


class StaffPage(TabbedPage):
    """A tab for each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Staff"), TABS)
