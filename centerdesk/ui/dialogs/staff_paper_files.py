"""The scans kept with a paper of a member of staff."""

from PySide6.QtWidgets import QWidget

from centerdesk.base.i18n import _
from centerdesk.services import attachments
from centerdesk.services.staff_papers import StaffPaperRow
from centerdesk.ui.desk import Desk
from centerdesk.ui.dialogs.record_files import RecordFilesDialog


class StaffPaperFilesDialog(RecordFilesDialog):
    """Those of one paper."""

    def __init__(self, parent: QWidget, desk: Desk, paper: StaffPaperRow) -> None:
        assert paper.id is not None
        title = _("{name}: {paper}").format(name=paper.name, paper=paper.title)
        super().__init__(parent, desk, title, attachments.attachments_of_staff_paper, staff_paper_id=paper.id)
