"""The centre: what holds for the whole of it, each in a tab of its own."""

from centerdesk.base.i18n import N_, _
from centerdesk.ui.desk import Desk
from centerdesk.ui.pages.tabbed import TabbedPage

# Title, module of the tab, class: each is imported when it is first shown.
TABS = (
    (N_("Particulars and classes"), "tabs.centre_particulars", "ParticularsTab"),
    (N_("Places and fees"), "tabs.centre_places", "PlacesTab"),
    (N_("Papers of the centre"), "tabs.centre_papers", "PapersTab"),
    (N_("Accounts"), "tabs.centre_users", "UsersTab"),
    (N_("Backup and restore"), "tabs.centre_backup", "BackupTab"),
    (N_("Change log"), "tabs.centre_audit", "AuditTab"),
    (N_("Personal information and data"), "tabs.centre_data", "DataTab"),
)


class CentrePage(TabbedPage):
    """A tab for each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Centre"), TABS)
