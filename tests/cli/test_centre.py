"""The centre and its papers by the command line."""

from datetime import date

from centerdesk.domain.people import (
    CentrePaperKind,
    ClassKind,
    FeeUnit,
    Funding,
    Network,
    Ownership,
    Service,
)
from centerdesk.services import centre as services
from centerdesk.services import centre_papers, fees
from centerdesk.services.centre import CentreFields
from centerdesk.services.centre_papers import PaperFields
from centerdesk.services.fees import FeeRow
from tests.cli.conftest import Cli
from tests.services.small_centre import TODAY, SmallCentre


def test_an_empty_centre_says_what_is_not_recorded(at: Cli) -> None:
    answer = at("centre")
    assert answer.code == 0
    lines = dict(line.split("\t") for line in answer.out.splitlines())
    assert (lines["机构名称"], lines["机构类型"]) == ("小蜗牛托育园", "托育机构")
    assert (lines["统一社会信用代码"], lines["普惠性机构"]) == ("未登记", "未登记")
    assert lines["备案托位数"] == "—"
    content = at("--json", "centre").json
    assert (content["places"], content["fees"], content["subsidised"]) == (None, [], None)
    assert at("--json", "centre", "papers").json == []


def test_particulars_places_and_fees_are_those_of_the_day(at: Cli, centre: SmallCentre) -> None:
    fields = CentreFields(
        "小蜗牛托育园",
        credit_code="N2990000MF00000015",
        ownership=Ownership.PUBLIC,
        recognised=True,
        network=Network.EXTENSION,
        address="示例区槐树街 8 号",
        head="丁园长",
    )
    centre.do(services.describe, fields)
    centre.do(services.set_places, TODAY, 60, 40, {ClassKind.SENIOR: 40})
    centre.do(services.set_places, date(2026, 11, 25), 90, None)
    fee = FeeRow(Service.FULL, Funding.SUBSIDISED, TODAY, FeeUnit.MONTH, 300_050, None)
    centre.do(fees.set_fee, fee)
    text = at("centre").out
    assert "举办性质\t公办\n普惠性机构\t普惠\n网络类型\t园所延伸式\n" in text
    assert "备案托位数\t60\n其中普惠托位\t40\n其中各班型托位\t托大班 40\n" in text
    assert "全日托\t普惠\t3000.50\t—\t元/月\t2026-11-24" in text
    content = at("--json", "centre").json
    assert content["credit_code"] == "N2990000MF00000015"
    assert content["places"] == {
        "valid_from": "2026-11-24",
        "total": 60,
        "subsidised": 40,
        "by_class_type": {"senior": 40},
    }
    assert content["fees"] == [
        {
            "service": "full",
            "funding": "subsidised",
            "valid_from": "2026-11-24",
            "unit": "month",
            "care": "3000.50",
            "meals": None,
        }
    ]


def test_papers_are_listed_with_what_is_due(at: Cli, centre: SmallCentre) -> None:
    for kind, until in ((CentrePaperKind.FOOD, None), (CentrePaperKind.FIRE, date(2026, 11, 20))):
        centre.do(centre_papers.record_paper, PaperFields(kind, number="1", valid_until=until))
    lines = at("centre", "papers").out.splitlines()
    assert lines[0].startswith("证照名称\t状态\t有效期至")
    assert lines[1].startswith("消防安全检查合格证明\t已过期 4 天\t2026-11-20")
    assert lines[2].startswith("食品经营许可证\t长期有效\t\t")
    first, second = at("--json", "centre", "papers").json
    assert (first["kind"], first["due"], first["days_left"]) == ("fire", True, -4)
    assert (second["kind"], second["due"], second["valid_until"]) == ("food", False, None)
