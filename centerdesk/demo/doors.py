"""Who may collect the invented children beside their guardians, and who must not."""

from datetime import date
from random import Random

from sqlalchemy.orm import Session

from centerdesk.demo import words
from centerdesk.demo.lives import Life
from centerdesk.domain.collecting import BarringPaper
from centerdesk.services.collecting import CollectorFields, add_barred, add_collector, add_proxy

_WITH_GRANDPARENT = 0.35


def authorise(session: Session, random: Random, child_id: int, life: Life) -> None:
    """A grandparent for a third of the children."""
    relation, name = _grandparent(random, life)
    phone, tail = words.phone(random), words.id_tail(random)
    if random.random() < _WITH_GRANDPARENT:
        add_collector(
            session, child_id, CollectorFields(name, relation, phone, life.enrolled_on, id_tail=tail)
        )


def give_proxy(session: Session, random: Random, child_id: int, life: Life, today: date) -> None:
    """An uncle collects the child today, and never again."""
    name = life.mother.name[0] + random.choice(words.FATHERS)
    add_proxy(session, child_id, name, "舅舅", words.phone(random), words.id_tail(random), today, today=today)


def bar_father(session: Session, child_id: int, life: Life) -> None:
    """The father lost custody by a judgment shortly before the child came."""
    since = life.enrolled_on
    add_barred(
        session,
        child_id,
        life.father.name,
        "父亲",
        BarringPaper.JUDGMENT,
        f"（{since.year}）京0199民初0199号",
        since,
        note="判决由母亲直接抚养；父亲探望须由母亲陪同",
    )


def _grandparent(random: Random, life: Life) -> tuple[str, str]:
    surname = random.choice(words.SURNAMES)
    return random.choice(
        (
            ("奶奶", surname + random.choice(words.GRANDMOTHERS)),
            ("姥姥", surname + random.choice(words.GRANDMOTHERS)),
            ("爷爷", life.father.name[0] + random.choice(words.GRANDFATHERS)),
            ("姥爷", life.mother.name[0] + random.choice(words.GRANDFATHERS)),
        )
    )
