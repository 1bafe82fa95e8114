"""The sample centre itself: what is registered of it, its papers, its fees."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from centerdesk.demo import words
from centerdesk.domain.people import (
    CentreKind,
    CentrePaperKind,
    FeeUnit,
    Funding,
    Network,
    Ownership,
    Service,
)
from centerdesk.services import centre, centre_papers, fees
from centerdesk.services.centre import CentreFields
from centerdesk.services.centre_papers import PaperFields
from centerdesk.services.fees import FeeRow

PLACES, SUBSIDISED = 65, 50
# Right by its check digits, but of an area that never was.
_CREDIT_CODE = "52110199501990196F"
_SUPERVISOR = "北京经济技术开发区社会事业局"
_INSURANCE_ENDS = timedelta(days=21)


def furnish(session: Session, name: str, head: str, began: date, today: date) -> None:
    """Write down all of it; it has been so since the centre began."""
    centre.describe(
        session,
        CentreFields(
            name,
            CentreKind.CENTRE,
            _CREDIT_CODE,
            f"示例备案{began.year}0199",
            Ownership.NON_PROFIT,
            True,
            Network.SUPPLEMENT,
            "北京经济技术开发区文化园西路199号院1号楼一层",
            head,
            "15401990199",
            _SUPERVISOR,
            f"{_SUPERVISOR}\n北京经济技术开发区妇幼保健机构",
        ),
    )
    by_kind = {kind: words.CAPACITY[kind] * _classes_of(kind) for kind in words.CAPACITY}
    centre.set_places(session, began, PLACES, SUBSIDISED, by_kind)
    for paper in _papers(began, today):
        centre_papers.record_paper(session, paper)
    for fee in _fees(began):
        fees.set_fee(session, fee)


def _classes_of(kind: object) -> int:
    return sum(each is kind for _name, each, _number, _ages in words.CLASSES)


def _papers(began: date, today: date) -> list[PaperFields]:
    def last_of(years: int) -> date:
        return date(began.year + years, began.month, 1) - timedelta(days=1)

    insured_until = today + _INSURANCE_ENDS
    year_before = insured_until - timedelta(days=364)
    return [
        PaperFields(
            CentrePaperKind.LICENCE,
            "",
            _CREDIT_CODE,
            _SUPERVISOR,
            began - timedelta(days=90),
            last_of(5),
        ),
        PaperFields(
            CentrePaperKind.FILING,
            "",
            f"示例备案{began.year}0199",
            _SUPERVISOR,
            began - timedelta(days=12),
        ),
        PaperFields(
            CentrePaperKind.HYGIENE,
            "",
            f"示例卫评{began.year}0199",
            "区妇幼保健院",
            began - timedelta(days=30),
            last_of(3),
        ),
        PaperFields(
            CentrePaperKind.FIRE,
            "",
            f"示例消安检{began.year}0199",
            "消防救援支队",
            began - timedelta(days=40),
            last_of(5),
        ),
        PaperFields(
            CentrePaperKind.FOOD,
            "",
            f"示例食{began.year}0199",
            "市场监督管理局",
            began - timedelta(days=35),
            last_of(5),
        ),
        PaperFields(
            CentrePaperKind.INSURANCE,
            "运营责任险",
            f"示例险{year_before.year}0199",
            "示例财产保险公司",
            year_before,
            insured_until,
            "到期前联系续保",
        ),
        PaperFields(
            CentrePaperKind.PREMISES,
            "房屋租赁合同",
            f"示例租{began.year}0199",
            "产权单位",
            began - timedelta(days=120),
            last_of(6),
        ),
        PaperFields(
            CentrePaperKind.OTHER,
            "饮用水水质检测报告",
            f"示例检{today.year}0199",
            "示例检测公司",
            today - timedelta(days=150),
            today + timedelta(days=215),
        ),
    ]


def _fees(began: date) -> list[FeeRow]:
    raised_on = date(began.year + 1, 9, 1)
    return [
        FeeRow(Service.FULL, Funding.SUBSIDISED, began, FeeUnit.MONTH, 3000_00, 660_00),
        FeeRow(Service.FULL, Funding.MARKET, began, FeeUnit.MONTH, 6800_00, 660_00),
        FeeRow(Service.FULL, Funding.MARKET, raised_on, FeeUnit.MONTH, 7000_00, 660_00),
        FeeRow(Service.HALF, Funding.SUBSIDISED, began, FeeUnit.MONTH, 1800_00, 330_00),
        FeeRow(Service.HALF, Funding.MARKET, began, FeeUnit.MONTH, 4200_00, 330_00),
        FeeRow(Service.HOURLY, Funding.MARKET, began, FeeUnit.HOUR, 60_00),
        FeeRow(Service.OCCASIONAL, Funding.MARKET, began, FeeUnit.DAY, 380_00, 30_00),
    ]
