"""Drafts: each person's own, one for a form and a record."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from centerdesk.db.schema.audit import Audit
from centerdesk.db.schema.users import User
from centerdesk.domain.people import Role
from centerdesk.services.clock import clock_warning
from centerdesk.services.drafts import draft_of, drop_draft, list_drafts, save_draft
from tests.services.small_centre import SmallCentre

EARLY, LATE = datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 10)


def test_a_draft_is_kept_once_and_its_last_state_counts(centre: SmallCentre) -> None:
    assert centre.see(draft_of, "child", "") is None
    centre.do(save_draft, "child", "", {"name": "单"}, EARLY)
    centre.do(save_draft, "child", "7", {"name": "李安"}, EARLY)
    centre.do(save_draft, "child", "", {"name": "单若水"}, LATE)
    kept = centre.see(draft_of, "child", "")
    assert kept
    assert (kept.content, kept.saved_at) == ({"name": "单若水"}, LATE)
    assert [row.key for row in centre.see(list_drafts)] == ["", "7"]
    centre.do(drop_draft, "child", "")
    assert [row.key for row in centre.see(list_drafts)] == ["7"]


def test_nobody_sees_another_s_draft(centre: SmallCentre) -> None:
    with centre.opened.store.begin(centre.opened.actor, EARLY) as session:
        user = User(name="李静", role=Role.TEACHER, vault_entry="x")
        session.add(user)
        session.flush()
        actor = replace(centre.opened.actor, user_id=user.id, name="李静", role=Role.TEACHER)
    other = replace(centre, opened=replace(centre.opened, actor=actor))
    centre.do(save_draft, "child", "", {"name": "单若水"}, EARLY)
    assert other.see(draft_of, "child", "") is None
    other.do(save_draft, "child", "", {"name": "李安"}, EARLY)
    other.do(drop_draft, "child", "")
    assert [row.content["name"] for row in centre.see(list_drafts)] == ["单若水"]
    assert other.see(list_drafts) == []


def test_a_draft_leaves_no_trace_in_the_audit(centre: SmallCentre) -> None:
    def entries() -> int:
        with centre.opened.store.read(centre.opened.actor) as session:
            return session.scalar(select(func.count()).select_from(Audit)) or 0

    before = entries()
    centre.do(save_draft, "child", "", {"name": "单若水"}, EARLY)
    centre.do(drop_draft, "child", "")
    assert entries() == before


def test_a_clock_that_was_set_back_is_told(centre: SmallCentre) -> None:
    centre.add_class()  # on 24 November, 9:00
    assert centre.see(clock_warning, datetime(2026, 11, 24, 8)) == ""
    assert centre.see(clock_warning, datetime(2026, 11, 23, 9)) == ""
    assert "2026年11月24日" in centre.see(clock_warning, datetime(2026, 11, 22, 9))
    backup = datetime(2026, 12, 3, 17)
    assert "2026年12月3日" in centre.see(clock_warning, datetime(2026, 11, 24, 9), backup)
    assert centre.see(clock_warning, datetime(2026, 12, 3, 9), backup) == ""
