"""centerdesk-cli tasks: what is to be done, for people and for programs."""

from tests.cli.conftest import Cli
from tests.services.small_centre import SmallCentre


def test_open_matters_are_printed_the_most_urgent_first(at: Cli, centre: SmallCentre) -> None:
    group = centre.add_class()
    centre.enrol("王一", group, "2026-11-24")
    told = at("tasks")
    assert (told.code, told.out.split("\n")[0]) == (0, "尚未点名\t托大班 1 人")
    first = at("tasks", "--json").json["tasks"][0]
    assert first == {
        "urgency": "alarm",
        "tag": "尚未点名",
        "text": "托大班 1 人",
        "page": "attendance",
        "where": {"day": "2026-11-24", "class_id": group},
    }
    centre.mark(1, "2026-11-24", "√")
    assert "尚未点名" not in at("tasks").out


def test_the_sample_has_something_to_do(in_sample: Cli) -> None:
    tasks = in_sample("tasks", "--json").json["tasks"]
    assert {task["urgency"] for task in tasks} == {"alarm", "warn", "info"}
