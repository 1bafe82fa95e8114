"""The words of other people's workbooks: column names, and what stands in the cells."""

import re
from collections.abc import Mapping
from enum import Enum, auto

from centerdesk.base.i18n import N_, _
from centerdesk.domain.people import ClassKind, Funding, Half, Household, IdKind, Relation, Service, Sex


class Col(Enum):
    """What a column of somebody's workbook holds."""

    POSITION = auto()
    CLASS = auto()
    NAME = auto()
    FORMER_NAME = auto()
    PET_NAME = auto()
    SEX = auto()
    BIRTH_DATE = auto()
    ID_KIND = auto()
    ID_NUMBER = auto()
    NATION = auto()
    HOUSEHOLD = auto()
    ENROLLED_ON = auto()
    SETTLING_UNTIL = auto()
    LEFT_ON = auto()
    FATHER = auto()
    FATHER_PHONE = auto()
    FATHER_WORK = auto()
    MOTHER = auto()
    MOTHER_PHONE = auto()
    MOTHER_WORK = auto()
    GUARDIAN = auto()
    GUARDIAN_PHONE = auto()
    GUARDIAN_WORK = auto()
    RELATION = auto()
    CUSTODY = auto()
    ADDRESS = auto()
    ALLERGIES = auto()
    CHRONIC = auto()
    SPECIAL_NEEDS = auto()
    BIRTH_ORDER = auto()
    MULTIPLE_BIRTH = auto()
    NOTE = auto()
    SERVICE = auto()
    WEEKDAYS = auto()
    FUNDING = auto()
    AS_IT_STANDS = auto()
    REASON = auto()
    POST = auto()
    PHONE = auto()
    HIRED_ON = auto()
    EDUCATION = auto()
    EMPLOYMENT = auto()
    CONTRACT = auto()
    CONTRACT_FROM = auto()
    CONTRACT_UNTIL = auto()
    MEASURED_ON = auto()
    WEIGHT = auto()
    LENGTH = auto()
    HEAD = auto()
    LYING = auto()

    # Each is one object; its name need not be asked for each of the cells of a roster.
    __hash__ = object.__hash__

    @property
    def label(self) -> str:
        """The column as people call it."""
        return _(_LABELS[self])


_LABELS = {
    Col.POSITION: N_("Row"),
    Col.CLASS: N_("Class"),
    Col.NAME: N_("Name"),
    Col.FORMER_NAME: N_("Former name"),
    Col.PET_NAME: N_("Pet name"),
    Col.SEX: N_("Sex"),
    Col.BIRTH_DATE: N_("Birth date"),
    Col.ID_KIND: N_("Kind of ID paper"),
    Col.ID_NUMBER: N_("ID number"),
    Col.NATION: N_("Nation"),
    Col.HOUSEHOLD: N_("Household registration"),
    Col.ENROLLED_ON: N_("Enrolled on"),
    Col.SETTLING_UNTIL: N_("Settling in until"),
    Col.LEFT_ON: N_("Left on"),
    Col.FATHER: N_("Father's name"),
    Col.FATHER_PHONE: N_("Father's phone"),
    Col.FATHER_WORK: N_("Father's workplace"),
    Col.MOTHER: N_("Mother's name"),
    Col.MOTHER_PHONE: N_("Mother's phone"),
    Col.MOTHER_WORK: N_("Mother's workplace"),
    Col.GUARDIAN: N_("Guardian's name"),
    Col.GUARDIAN_PHONE: N_("Guardian's phone"),
    Col.GUARDIAN_WORK: N_("Guardian's workplace"),
    Col.RELATION: N_("Relation to the child"),
    Col.CUSTODY: N_("Custody"),
    Col.ADDRESS: N_("Address"),
    Col.ALLERGIES: N_("Allergies"),
    Col.CHRONIC: N_("Chronic conditions"),
    Col.SPECIAL_NEEDS: N_("Special needs"),
    Col.BIRTH_ORDER: N_("Birth order"),
    Col.MULTIPLE_BIRTH: N_("Multiple birth"),
    Col.NOTE: N_("Note"),
    Col.SERVICE: N_("Service"),
    Col.WEEKDAYS: N_("Weekdays"),
    Col.FUNDING: N_("Kind of fee"),
    Col.AS_IT_STANDS: N_("Columns to be read as they stand"),
    Col.REASON: N_("Reason"),
    Col.POST: N_("Post"),
    Col.PHONE: N_("Phone"),
    Col.HIRED_ON: N_("Hired on"),
    Col.EDUCATION: N_("Education"),
    Col.EMPLOYMENT: N_("Full or part time"),
    Col.CONTRACT: N_("Contract of employment"),
    Col.CONTRACT_FROM: N_("Contract of employment from"),
    Col.CONTRACT_UNTIL: N_("Contract of employment until"),
    Col.MEASURED_ON: N_("Measured on"),
    Col.WEIGHT: N_("Weight"),
    Col.LENGTH: N_("Length or height"),
    Col.HEAD: N_("Head circumference"),
    Col.LYING: N_("Position when measured"),
}
_HEADINGS = {
    Col.POSITION: "序号 编号 no no. 序 行 行号",
    Col.CLASS: "班级 所在班级 班级名称 班别 班 所在班 就读班级 入托班级",
    Col.NAME: "姓名 儿童姓名 幼儿姓名 宝宝姓名 婴幼儿姓名 孩子姓名 学生姓名 名字 宝宝名字 幼儿名字 儿童名字",
    Col.FORMER_NAME: "曾用名",
    Col.PET_NAME: "小名 乳名 昵称 宝宝小名",
    Col.SEX: "性别 幼儿性别 宝宝性别",
    Col.BIRTH_DATE: "出生日期 出生年月 出生年月日 生日 出生时间 出生 宝宝生日",
    Col.ID_KIND: "证件类型 证件种类 证件类别 身份证件类型 身份证类型",
    Col.ID_NUMBER: "身份证号 身份证号码 证件号码 证件号 身份证 身份证件号 身份证件号码 公民身份号码 "
    "幼儿身份证号 幼儿身份证号码 儿童身份证号 儿童身份证号码 宝宝身份证号 宝宝身份证号码",
    Col.NATION: "民族",
    Col.HOUSEHOLD: "户籍 户口 京籍 户籍所在地 户口所在地 户籍类型 户口性质 是否京籍 户籍情况 户籍地",
    Col.ENROLLED_ON: "入园日期 入托日期 入园时间 入托时间 入园年月 入托年月 入园 入托 入班日期 入学日期 入学时间",
    Col.SETTLING_UNTIL: "适应期至 适应期 适应期结束 适应期截止 适应期结束日期 适应期截止日期 适应期到",
    Col.LEFT_ON: "离园日期 离托日期 退托日期 离园时间 离托时间 退托时间 退园日期 退园时间 离园 离托 退托",
    Col.RELATION: "关系 与幼儿关系 与儿童关系 与宝宝关系 监护人关系 与监护人关系 与婴幼儿关系 亲属关系",
    Col.CUSTODY: "监护权 监护人监护权 有无监护权 是否有监护权",
    Col.ADDRESS: "家庭住址 住址 现住址 家庭地址 地址 居住地址 现居住地址 现居住地 常住地址 联系地址",
    Col.ALLERGIES: "过敏史 过敏 过敏情况 过敏源 过敏原 食物过敏 过敏食物 有无过敏史",
    Col.CHRONIC: "慢性病 慢性病史 慢性疾病 既往病史 既往史 疾病史 病史 有无慢性病 有无病史 既往疾病",
    Col.SPECIAL_NEEDS: "特殊需要 特殊需求 残疾情况 残疾类别 残疾类型 特殊情况 特殊照护 是否残疾 有无残疾 残疾",
    Col.BIRTH_ORDER: "胎次 孩次 第几胎 几孩 第几孩 第几个孩子 出生胎次 家中第几孩",
    Col.MULTIPLE_BIRTH: "双胞胎 多胞胎 双多胎 多胎 是否双胞胎 是否多胞胎 是否多胎 单双胎 单胎/多胎 双胞胎/多胞胎 胎数 "
    "双多胞胎",
    Col.NOTE: "备注 说明 备考",
    Col.SERVICE: "托育类型 服务类型 托育方式 托育形式 入托形式 入托类型 服务形式 收托类型 收托形式 托班类型 服务方式",
    Col.WEEKDAYS: "出勤安排 每周 每周安排 来园安排 来园时间 来托安排 每周出勤 入托安排 出勤日 每周来园 "
    "每周来托日 每周来园日",
    Col.FUNDING: "收费类型 收费类别 收费性质 费用类型 托位类型 普惠类型 是否普惠 普惠 普惠托位 是否普惠托位",
    # What stands in our own workbooks only: in rosters to be read in again, and in rows to be corrected.
    Col.AS_IT_STANDS: "按原文读取的栏目",
    Col.REASON: "原因",
}
# Who stands over 姓名 and 电话 in a heading of two lines, or before them in one of one line.
_GROUPS = {
    (Col.FATHER, Col.FATHER_PHONE, Col.FATHER_WORK): "父亲 爸爸 父 父方",
    (Col.MOTHER, Col.MOTHER_PHONE, Col.MOTHER_WORK): "母亲 妈妈 母 母方",
    (
        Col.GUARDIAN,
        Col.GUARDIAN_PHONE,
        Col.GUARDIAN_WORK,
    ): "监护人 家长 第一监护人 法定监护人 联系人 紧急联系人 主要监护人",
}
_NAME_PARTS = ("", "姓名", "名字")
_PHONE_PARTS = ("电话", "联系电话", "电话号码", "手机", "手机号", "手机号码", "联系方式", "联系手机")
_WORK_PARTS = ("工作单位", "单位", "单位名称", "工作单位名称", "就职单位", "工作单位及职务")
# Words that say only under what heading above them who or what is meant.
PARTS = frozenset((*_NAME_PARTS[1:], *_PHONE_PARTS, *_WORK_PARTS))
GROUPS = frozenset(word for words in _GROUPS.values() for word in words.split())
ABOUT_THE_CHILD = re.compile("幼儿|儿童|宝宝|婴|学生|孩子|基本")


def _lookup() -> dict[str, Col]:
    found = {word: column for column, words in _HEADINGS.items() for word in words.split()}
    for columns, words in _GROUPS.items():
        for word in words.split():
            for column, parts in zip(columns, (_NAME_PARTS, _PHONE_PARTS, _WORK_PARTS), strict=True):
                found |= {word + part: column for part in parts}
    return found | dict.fromkeys(_PHONE_PARTS, Col.GUARDIAN_PHONE)


COLUMNS = _lookup()
OF_A_GUARDIAN = frozenset(
    (Col.GUARDIAN, Col.RELATION, Col.GUARDIAN_PHONE, Col.GUARDIAN_WORK, Col.CUSTODY)
)  # there may be several
_NUMBERED = re.compile(r"(\D+)([1-9]\d?)(\D*)")


def column_of(key: str, columns: Mapping[str, Col] = COLUMNS) -> Col | None:
    """The column a heading names, also with an explanation in brackets behind it, or as one of several guardians."""
    return (
        columns.get(key)
        or columns.get(re.sub(r"[()\[\]]", "", key))
        or columns.get(re.sub(r"[(\[].*", "", key))
        or (_numbered(key, columns) or (None,))[0]
    )


def nth_of(key: str) -> int:
    """Which of several guardians a heading is about: the second for 监护人2电话."""
    return (_numbered(key, COLUMNS) or (None, 1))[1]


def _numbered(key: str, columns: Mapping[str, Col]) -> tuple[Col, int] | None:
    match = _NUMBERED.fullmatch(key)
    column = columns.get(match[1] + match[3]) if match else None
    return (column, int(match[2])) if match and column in OF_A_GUARDIAN else None


TOTALS = re.compile(
    r"(班级|本页|全园|本班|男女)?(合\s*计|小\s*计|总\s*计|共\s*计|总人数|共有?\s*\d+|平\s*均)"
    r"|(应|实)?(出勤|缺勤|到|病假|事假)(人数|人次|率|合计)"
)
REMARKS = re.compile(
    r"(注|备注|说明|填表|制表|审核|负责人|园长|单位|统计|填报|打印|图例|符号|标记|记号|联系人)\d*\s*[:：.、(人日]"
)
# What a class is called inside a title, and the names of sheets that hold no single class.
CLASS_IN_TITLE = re.compile(
    r"(?:乳儿|托小|托大|小托|大托|混合|混龄|托)[^\s班托]{0,6}班|[大中小][一二三四五六七八九十\d]{1,2}班"
)
NO_CLASS = re.compile(
    r"(sheet|工作表|表)?\s*\d*|.*(花名册|名册|名单|信息|汇总|登记|儿童|幼儿|总表|年|月|考勤|出勤).*",
    re.IGNORECASE,
)

NOTHING = frozenset(
    ("无", "没有", "暂无", "否", "/", "\\", "-", "--", "—", "——", "无过敏", "无过敏史", "未知", "不详")
)
STILL_HERE = NOTHING | {"在园", "在托", "在读", "在职", "在岗"}

SEXES = {
    **dict.fromkeys(("男", "男孩", "男童", "男生", "男性", "m", "male", "1", "♂"), Sex.MALE),
    **dict.fromkeys(("女", "女孩", "女童", "女生", "女性", "f", "female", "2", "♀"), Sex.FEMALE),
}

ID_KINDS = {
    **dict.fromkeys(
        ("身份证", "居民身份证", "二代身份证", "中国居民身份证", "户口本", "户口簿"), IdKind.RESIDENT
    ),
    **dict.fromkeys(("港澳居民居住证", "港澳居住证", "港澳居民证"), IdKind.HK_MACAO),
    **dict.fromkeys(("台湾居民居住证", "台湾居住证", "台胞居住证"), IdKind.TAIWAN),
    **dict.fromkeys(("护照", "外国护照", "中国护照"), IdKind.PASSPORT),
    **dict.fromkeys(("出生医学证明", "出生证", "出生证明", "医学出生证明"), IdKind.BIRTH),
    **dict.fromkeys(("无", "暂无", "没有", "未办", "未办理", "未上户口", "待补"), IdKind.NONE),
}
# What a number without a named kind looks like.
ID_SHAPES = (
    (re.compile(r"8[12]0000\d{11}[\dX]"), IdKind.HK_MACAO),
    (re.compile(r"830000\d{11}[\dX]"), IdKind.TAIWAN),
    (re.compile(r"[A-Z]\d{9}"), IdKind.BIRTH),
    (re.compile(r"[A-Z]{1,2}\d{7,8}"), IdKind.PASSPORT),
)

_ELSEWHERE = re.compile(
    "非京|非北京|外地|外埠|外省|非本市|否$|外籍|国外|天津|上海|重庆|河北|山西|内蒙|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|"
    "山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾"
)
_BEIJING = re.compile("京籍|北京|京户|京$|本市|是$")


def household_of(text: str) -> Household | None:
    """京籍, 非京籍, or a place that tells it; None where it can't be told."""
    if _ELSEWHERE.match(text):
        return Household.ELSEWHERE
    return Household.BEIJING if _BEIJING.match(text) else None


RELATIONS = {
    **dict.fromkeys(("父亲", "爸爸", "父", "父子", "父女"), Relation.FATHER),
    **dict.fromkeys(("母亲", "妈妈", "母", "母子", "母女"), Relation.MOTHER),
    **dict.fromkeys(("祖父", "爷爷"), Relation.PATERNAL_GRANDFATHER),
    **dict.fromkeys(("祖母", "奶奶"), Relation.PATERNAL_GRANDMOTHER),
    **dict.fromkeys(("外祖父", "外公", "姥爷"), Relation.MATERNAL_GRANDFATHER),
    **dict.fromkeys(("外祖母", "外婆", "姥姥"), Relation.MATERNAL_GRANDMOTHER),
}

_SERVICES = (
    (re.compile("计时|小时"), Service.HOURLY),
    (re.compile("临时|临托"), Service.OCCASIONAL),
    (re.compile("半日|半天|半托|上午|下午"), Service.HALF),
    (re.compile("全日|全天|日托|全托"), Service.FULL),
)


def service_of(text: str) -> Service | None:
    """全日托, 半日托, 计时托, 临时托; None for other words."""
    return next((service for words, service in _SERVICES if words.search(text)), None)


def half_of(text: str) -> Half | None:
    """The half of the day a text names, unless it names both."""
    named = [half for word, half in (("上午", Half.MORNING), ("下午", Half.AFTERNOON)) if word in text]
    return named[0] if len(named) == 1 else None


def funding_of(text: str) -> Funding | None:
    """普惠 or 市场; also 是 and 否 under 是否普惠."""
    if re.search("非普惠|市场|不享受", text) or text in ("否", "不是"):
        return Funding.MARKET
    return Funding.SUBSIDISED if re.search("普惠|补贴|补助", text) or text == "是" else None


_BIRTH_ORDER = re.compile(r"第?([一二两三四五六七八九头]|\d\d?)[孩胎个]?(孩子|孩|胎)?")
_ORDERS = {**dict(zip("一二三四五六七八九", range(1, 10), strict=True)), "头": 1, "两": 2}


def birth_order_of(text: str) -> int | None:
    """1, 二孩, 第三胎, 头胎 as a number; None for other words."""
    match = _BIRTH_ORDER.fullmatch(text)
    if not match:
        return None
    return _ORDERS.get(match[1]) or (int(match[1]) if match[1].isdigit() else 0) or None


def multiple_birth_of(text: str) -> bool | None:
    """双胞胎 and 是, 单胎 and 否; None for other words."""
    if re.fullmatch("否|不是|无|没有|非|单胎|单胞胎|单", text):
        return False
    return True if re.fullmatch("是|有|双|[双二三四多][胞]?胎(之.)?|龙凤胎", text) else None


def custody_of(text: str) -> bool | None:
    """有 and 无 under 监护权; None for other words."""
    if re.fullmatch("无(监护权)?|没有|否", text):
        return False
    return True if re.fullmatch("有(监护权)?|是", text) else None


_WHOLE_WEEK = re.compile("每天|每日|天天|全周|全勤|工作日|周内")
_WEEKDAYS = dict(zip("一二三四五12345", "12345" * 2, strict=True))
_FROM_TO = re.compile("([1-5])[-~至到—]([1-5])")


def weekdays_of(text: str) -> str | None:
    """The weekdays of 一三五 or 周一至周五 as digits, none for 上午 alone; None where they can't be told."""
    if _WHOLE_WEEK.search(text):
        return "12345"
    plain = re.sub(r"(每周|星期|礼拜|周|全日托?|半日托?|全天|上午|下午|半天|[\s,、和及()])", "", text)
    digits = "".join(_WEEKDAYS.get(char, char) for char in plain)
    if match := _FROM_TO.fullmatch(digits):
        digits = "".join(day for day in "12345" if match[1] <= day <= match[2])
    return "".join(sorted(set(digits))) if re.fullmatch("[1-5]*", digits) else None


_CLASS_KINDS = (
    ("乳", ClassKind.INFANT),
    ("托小", ClassKind.TODDLER),
    ("小托", ClassKind.TODDLER),
    ("托大", ClassKind.SENIOR),
    ("大托", ClassKind.SENIOR),
    ("混", ClassKind.MIXED),
    ("托", ClassKind.NURSERY),
)


def class_kind_of(name: str) -> ClassKind | None:
    """The class type a class's name tells, if it does."""
    return next((kind for word, kind in _CLASS_KINDS if word in name), None)


# What marks are called, and the symbol of ours that each is; — is a child that isn't expected.
# 隔离 alone is kept as 隔: a sick child's isolation is written 病.
MARK_WORDS = {
    **dict.fromkeys(("出勤", "全勤", "到园", "到托", "实到", "正常出勤", "全天出勤", "全天", "✓", "✔"), "√"),
    **dict.fromkeys(("半日", "半天", "半日出勤", "半天出勤", "出勤半天", "半勤"), "半"),
    **dict.fromkeys(("病假", "因病缺勤", "因病", "病缺", "生病"), "病"),
    **dict.fromkeys(("事假", "因事缺勤", "因事", "事缺"), "事"),
    **dict.fromkeys(("健康观察", "医学观察", "隔离观察", "居家观察", "隔离"), "隔"),
    **dict.fromkeys(("缺勤", "缺席", "旷课", "旷托", "无故缺勤", "无故缺席", "未请假"), "缺"),
    **dict.fromkeys(
        (
            "未入托",
            "未入园",
            "已退托",
            "退托",
            "退园",
            "停托",
            "休息日",
            "休息",
            "放假",
            "不计考勤",
            "关班",
            "—",
        ),
        "—",
    ),
}
DASHES = re.compile("[-—–―─－]+")
LEGEND = re.compile(r"(图\s*例|符号说明|符号|标记说明|标记|记号|考勤说明|说明|备注|注)\s*[:：]|图\s*例")
# In lines without a name: weekdays and sums are no marks.
NOT_A_MARK = re.compile(r"(星期|周)?[一二三四五六日天]|\d+(\.\d+)?%?")
MONTH_OF_SHEET = re.compile(
    r"(?:(?P<year>20\d\d)\s*年\s*)?(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月(?!\s*\d+\s*[日号])"
)
