"""report CODE: a report as PDF or XLSX."""

from centerdesk.base.i18n import N_
from centerdesk.cli.command import Command
from centerdesk.cli.papers import paper_arguments, write_paper

COMMAND = Command(
    "report",
    N_("write a report as PDF or XLSX"),
    paper_arguments,
    write_paper("centerdesk.reports", "REPORT"),
)
