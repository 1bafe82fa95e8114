"""A file whose time is over: nothing that names the child is left anywhere, and the figures are as before."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from centerdesk.base.errors import UserError
from centerdesk.db.schema.attachments import Attachment
from centerdesk.db.schema.base import Base
from centerdesk.db.schema.children import Child, Pause
from centerdesk.db.schema.collecting import BarredPerson, Collector
from centerdesk.db.schema.entry import (
    Application,
    Contract,
    EntryExamination,
    TransferCertificate,
    VaccinationCheck,
)
from centerdesk.db.schema.health import Measurement
from centerdesk.domain.calendar import Month
from centerdesk.domain.consents import Scope
from centerdesk.domain.people import AttachmentKind, Household, IdKind, PauseKind, Relation, Sex
from centerdesk.returns import monthly
from centerdesk.services import child_file, children, consents, drafts, erasure, imports
from centerdesk.services.child_fields import GuardianRow
from centerdesk.services.child_tables import rows_about, tables_of_children
from centerdesk.services.erasure import BLANKED, DELETED
from centerdesk.services.touched import Touched
from tests.services.small_centre import TODAY, SmallCentre

NOW = datetime.combine(TODAY, time(9))
SECRETS = (
    "欧阳若谷",
    "ouyang",
    "欧阳建军",
    "夏侯小妹",
    "15400001111",
    "110199202006011234",
    "槐树街",
    "花生",
    "哮喘病",
    "夏侯表叔",
    "欧阳恶人",
    "合同一二三",
    "槐树妇幼",
    "探亲三月",
    "槐树幼儿园",
    "扫描件名",
)


def _gone(centre: SmallCentre) -> int:
    """A child with all that can be recorded of it, which left on 29 September 2023."""
    early = centre.on("2023-10-08")
    child_id = early.enrol(
        "欧阳若谷",
        centre.add_class(),
        "2023-03-01",
        birth_date=date(2020, 6, 1),
        id_kind=IdKind.PASSPORT,
        id_number="110199202006011234",
        address="槐树街九号",
        allergies="花生",
        chronic="哮喘病",
        note="欧阳若谷爱吃面",
        household=Household.BEIJING,
        guardians=(GuardianRow(Relation.MOTHER, "夏侯小妹", "15400001111"),),
    )
    early.mark(child_id, "2023-09-04", "√")
    early.mark(child_id, "2023-09-05", "病发热")
    early.do(
        consents.record_consent, child_id, [Scope.BASIC], date(2023, 3, 1), "夏侯小妹", today=early.today
    )
    fields = early.see(children.child, child_id, early.today).fields
    father = (GuardianRow(Relation.FATHER, "欧阳建军", "15400001111"),)
    early.do(children.change, child_id, replace(fields, guardians=father), today=early.today)
    early.do(_note_import, child_id)
    early.do(_papers, child_id)
    early.do(drafts.save_draft, "ChildDialog", str(child_id), {"title": "欧阳若谷"}, NOW)
    early.do(children.leave, child_id, date(2023, 9, 29))
    return child_id


def _note_import(session: Session, child_id: int) -> None:
    """As an import would have noted it."""
    touched = [
        Touched("child", str(child_id), None, {"name": "欧阳若谷", "address": "槐树街九号"}),
        Touched("guardian", "900", None, {"child_id": child_id, "name": "夏侯小妹"}),
        Touched("guardian", "901", {"child_id": child_id, "name": "欧阳建军"}, {}),
    ]
    imports.record_batch(session, imports.ImportKind.ROSTER, "花名册.xlsx", NOW, touched)


def _papers(session: Session, child_id: int) -> None:
    """A row in each table that points to the child or to its time in the centre."""
    (stay,) = session.get_one(Child, child_id).enrolments
    day = date(2023, 3, 1)
    session.add_all(
        [
            Collector(child_id=child_id, name="夏侯表叔", valid_from=day),
            BarredPerson(child_id=child_id, name="欧阳恶人", paper="判决书", since=day),
            Contract(child_id=child_id, number="合同一二三", signed_on=day, starts_on=day),
            EntryExamination(child_id=child_id, examined_on=day, institution="槐树妇幼", fit=True),
            VaccinationCheck(child_id=child_id, checked_on=day, has_certificate=True, checked_by="夏侯小妹"),
            Measurement(child_id=child_id, measured_on=day, weight=12000, note="欧阳若谷哭闹"),
            Pause(enrolment_id=stay.id, kind=PauseKind.LEAVE, starts_on=day, ends_on=day, reason="探亲三月"),
            TransferCertificate(enrolment_id=stay.id, issued_on=day, destination="槐树幼儿园"),
            Attachment(
                child_id=child_id,
                kind=AttachmentKind.OTHER,
                title="扫描件名",
                media_type="application/pdf",
                added_on=day,
                content=b"%PDF",
            ),
            Application(
                child_id=child_id,
                name="欧阳若谷",
                name_key="ouyang",
                name_search="ouyang",
                birth_date=date(2020, 6, 1),
                applied_on=day,
                wanted_from=day,
            ),
        ]
    )


def _everything(session: Session) -> str:
    return "\n".join(
        str(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
    )


def test_a_file_is_due_three_years_after_the_last_day_in_care(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    assert centre.see(erasure.due, date(2026, 9, 29)) == []
    (row,) = centre.see(erasure.due, date(2026, 9, 30))
    assert (row.child_id, row.left_on, row.free_on) == (child_id, date(2023, 9, 29), date(2026, 9, 30))


def test_who_came_back_or_never_left_is_not_due(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    group = centre.add_class("托小班")
    other_id = centre.enrol("李安", group, "2020-01-06", birth_date=date(2018, 6, 1))
    centre.do(children.enrol_again, child_id, group, date(2026, 3, 2))
    assert centre.see(erasure.due, TODAY) == []
    for each in (child_id, other_id):
        with pytest.raises(UserError, match="3"):
            centre.do(erasure.erase, each, TODAY, NOW)


def test_nothing_that_names_the_child_is_left(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    before = centre.see(_everything)
    assert [word for word in SECRETS if word not in before] == []
    centre.do(erasure.erase, child_id, TODAY, NOW)
    after = centre.see(_everything)
    assert [word for word in SECRETS if word in after] == []
    exported = str(centre.see(child_file.export_child, child_id, NOW))
    assert [word for word in SECRETS if word in exported] == []


def test_every_table_about_a_child_is_deleted_blanked_or_kept_on_purpose() -> None:
    kept = {"child", "enrolment", "placement", "week_pattern", "attendance"}
    assert {table.name for table in tables_of_children()} == {*DELETED, *BLANKED, *kept}


def test_what_the_figures_stand_on_is_kept_without_its_texts(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    before = centre.see(rows_about, child_id)
    centre.do(erasure.erase, child_id, TODAY, NOW)
    after = centre.see(rows_about, child_id)
    assert {name for name in before if before[name] and not after[name]} == set(DELETED)
    for name, texts in BLANKED.items():
        ((old,), (new,)) = before[name], after[name]
        assert {column for column in old if old[column] != new[column]} <= set(texts)
        assert {new[column] for column in texts} == {""}


def test_the_audit_s_chain_stays_whole(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    centre.do(erasure.erase, child_id, TODAY, NOW)
    assert centre.opened.store.check().ok


def test_figures_of_a_month_are_the_same_before_and_after(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    month = Month(2023, 9)
    before = centre.see(monthly.make, month, TODAY)
    assert {figure.code: figure.value for figure in before.figures}["C01"] == 0
    assert {figure.code: figure.value for figure in before.figures}["D03"] == 1
    centre.do(erasure.erase, child_id, TODAY, NOW)
    after = centre.see(monthly.make, month, TODAY)
    assert after.figures == before.figures
    assert [finding.found for finding in after.findings] == [finding.found for finding in before.findings]
    assert len(centre.see(monthly.behind, month, "D03", TODAY).rows) == 1


def test_a_filed_return_is_not_touched(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    month = Month(2023, 8)
    documents = centre.do(monthly.lock, month, today=TODAY)
    before = centre.see(monthly.make, month, TODAY)
    centre.do(erasure.erase, child_id, TODAY, NOW)
    assert centre.see(monthly.make, month, TODAY) == before
    (filed,) = [table for table in Base.metadata.sorted_tables if table.name == "filed_document"]
    with centre.opened.store.read(centre.opened.actor) as session:
        kept = {row["name"]: row["content"] for row in session.execute(select(filed)).mappings()}
    assert kept == {document.name: document.content for document in documents}


def test_an_entry_says_that_it_was_erased_and_names_nobody(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    centre.do(erasure.erase, child_id, TODAY, NOW)
    (entry,) = centre.see(erasure.destructions)
    assert (entry.made_at, entry.made_by, entry.records) == (NOW, "张园长", 1)
    assert "35号" in entry.rule
    with centre.opened.store.read(centre.opened.actor) as session:
        record = session.get_one(Child, child_id)
        assert (record.erased_on, record.id_number, record.guardians) == (TODAY, None, [])
        assert (record.sex, record.birth_date) == (Sex.FEMALE, date(2020, 6, 1))
    assert centre.see(erasure.due, TODAY) == []
    with pytest.raises(UserError, match="2026-11-24"):
        centre.do(erasure.erase, child_id, TODAY, NOW)


def test_before_its_day_the_sentence_names_the_day(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    with pytest.raises(UserError, match="2026-09-30"):
        centre.do(erasure.erase, child_id, date(2026, 9, 1), NOW)
    assert centre.see(erasure.destructions) == []


def test_an_import_of_an_erased_child_can_t_be_undone(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    centre.do(erasure.erase, child_id, TODAY, NOW)
    (batch,) = centre.see(imports.list_imports)
    with pytest.raises(UserError):
        centre.do(imports.undo_import, batch.id, NOW)
    assert centre.see(erasure.destructions)[0].records == 1


def test_several_are_one_action_or_none(centre: SmallCentre) -> None:
    child_id = _gone(centre)
    group = centre.add_class("托小班")
    here = centre.enrol("李安", group, "2026-09-01")
    with pytest.raises(UserError):
        centre.do(erasure.erase_all, [child_id, here], TODAY, NOW)
    assert [row.child_id for row in centre.see(erasure.due, TODAY)] == [child_id]
    assert centre.do(erasure.erase_all, [child_id], TODAY, NOW) == 1
