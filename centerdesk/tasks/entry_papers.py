"""Papers of entry that are still missing; consents are told by their own list."""

from collections import defaultdict
from collections.abc import Iterator

from centerdesk.base.i18n import N_, _
from centerdesk.services.rights import Right
from centerdesk.tasks import Matter, Situation, Task, Urgency


def _find(situation: Situation) -> Iterator[Matter]:
    from centerdesk.domain.gates import Gate, GateState
    from centerdesk.services.entry import open_gates

    mild = {GateState.DUE: Urgency.INFO, GateState.WAIVED: Urgency.WARN}
    found = defaultdict(list)
    for row in open_gates(situation.session, situation.today):
        if row.gate is not Gate.CONSENT:
            found[row.gate, row.state].append(row)
    for (gate, state), rows in found.items():
        yield Matter(
            mild.get(state, Urgency.ALARM),
            _("Papers of entry"),
            _("{paper} {state}: {n} children").format(paper=gate.label, state=state.label, n=len(rows)),
            _("Look"),
            "children",
            {"child_id": rows[0].child_id},
        )


TASK = Task("entry_papers", N_("Papers of entry"), Right.READ_ROSTER, _find, late=True)
