"""A list of staff as centres keep it: its headings, and what posts are called."""

import re
from datetime import date
from itertools import product

from centerdesk.base.errors import UserError
from centerdesk.base.i18n import N_, _
from centerdesk.domain.grids import day_of
from centerdesk.domain.headings import Vocabulary
from centerdesk.domain.people import Education, Employment, Post
from centerdesk.domain.workbook_words import COLUMNS, Col

_WORDS = {
    Col.NAME: "姓名 名字 员工姓名 教师姓名 职工姓名 教职工姓名 人员姓名 保育人员姓名",
    Col.POST: "岗位 职务 工种 职位 担任岗位 工作岗位 岗位名称 现岗位 岗位/职务 职务/岗位 任职岗位",
    Col.CLASS: "班级 所在班级 所带班级 带班 任职班级 负责班级 所属班级 班级名称 班",
    Col.PHONE: "电话 联系电话 电话号码 手机 手机号 手机号码 联系方式 本人电话 联系手机",
    Col.HIRED_ON: "入职日期 入职时间 到岗日期 到岗时间 聘用日期 上岗日期 上岗时间 入职 任职日期 来园工作日期",
    Col.LEFT_ON: "离职日期 离职时间 离岗日期 离岗时间 离职 解聘日期",
    Col.ID_NUMBER: "本人身份证号 本人身份证号码 员工身份证号 教师身份证号 教职工身份证号 居民身份证号 居民身份证号码",
    Col.NATION: "族别",
    Col.EDUCATION: "学历 文化程度 最高学历 教育程度 受教育程度 学历层次 学历情况 学历/学位 学历学位 最高学历/学位",
    Col.EMPLOYMENT: "专职/兼职 专兼职 专/兼职 全职/兼职 专职或兼职 专兼职情况 用工形式 用工方式 用工性质 用工类型 "
    "聘用形式 聘用方式 是否专职 是否全职 是否专职人员 工作形式",
}
# One column for both days, or one for each; in a heading of two lines the first half stands over the second.
_CONTRACTS = (
    "劳动合同 劳动合同期 劳动合同起止 劳动合同期限 劳动合同起止日期 劳动合同起止时间 劳动合同有效期 "
    "聘用合同 聘用合同期限 合同 合同期 合同起止 合同期限 合同起止日期 合同起止时间 合同有效期"
)
_FROM = "起 自 始 起日 起始 开始 起始日 起始日期 起始时间 开始日期 开始时间 签订日期 签订时间 生效日期"
_UNTIL = (
    "止 至 止日 终止 结束 到期 截止 到期日 终止日 终止日期 终止时间 结束日期 结束时间 到期日期 到期时间 "
    "截止日期 截止时间"
)

# Known so that the phone of 紧急联系人 is not taken for the person's own; nothing is kept of them.
_OTHER_PEOPLE = {word: column for word, column in COLUMNS.items() if "联系人" in word}

# Called alike in lists of children and of staff.
_SHARED = (
    Col.POSITION,
    Col.SEX,
    Col.BIRTH_DATE,
    Col.ID_KIND,
    Col.ID_NUMBER,
    Col.NATION,
    Col.ADDRESS,
    Col.NOTE,
    Col.AS_IT_STANDS,
    Col.REASON,
)


def _contract_words() -> dict[str, Col]:
    found = dict.fromkeys(_CONTRACTS.split(), Col.CONTRACT)
    for column, parts in ((Col.CONTRACT_FROM, _FROM), (Col.CONTRACT_UNTIL, _UNTIL)):
        found |= {over + under: column for over, under in product(_CONTRACTS.split(), parts.split())}
    return found


STAFF = Vocabulary(
    {word: column for word, column in COLUMNS.items() if column in _SHARED}
    | _OTHER_PEOPLE
    | {word: column for column, words in _WORDS.items() for word in words.split()}
    | _contract_words(),
    N_(
        "No heading was found: one row must name the columns, such as 姓名, 岗位, 入职日期. Put it above the staff "
        "and try again."
    ),
    N_("There is nobody under the heading. Choose the workbook with the list of staff."),
    N_("Say which column of sheet “{sheet}” holds the names of the staff."),
    by_class=False,
)

# The first that fits counts: a 保健老师 is no carer, a 副园长 no cook.
_POSTS = (
    (re.compile("保健|卫生|校医|园医|医生|医师|护士"), Post.HEALTH),
    (re.compile("保安|安保|门卫|安全员"), Post.GUARD),
    (re.compile("厨|炊事|炊管|食堂|面点"), Post.COOK),
    (re.compile("负责人|园长|院长|法人|法定代表人|(?<!班)主任$"), Post.HEAD),
    (re.compile("保育|教师|老师|主班|配班|班主任|带班|育婴|教养|幼师|主教|助教|配教"), Post.CARER),
    (re.compile("其他|其它|财务|会计|出纳|保洁|清洁|后勤|行政|司机|采购|文员|资料员|档案"), Post.OTHER),
)
_BETWEEN = re.compile(r"[、,;/+&]|兼任?|和|及")


def posts_of(text: str) -> tuple[tuple[Post, ...], tuple[str, ...]]:
    """The posts a cell names, 负责人兼保健 as two, each once; and the words that name none."""
    posts: dict[Post, None] = {}
    unknown = []
    for word in filter(None, (part.strip() for part in _BETWEEN.split(text))):
        post = next((post for words, post in _POSTS if words.search(word)), None)
        if post is None:
            unknown.append(word)
        else:
            posts[post] = None
    return tuple(posts), tuple(unknown)


# The first that fits counts: a 大学专科 is no 本科. What isn't finished, and 高中及以下, can't be told.
_EDUCATIONS = (
    (re.compile("在读|未毕业|肄业|(高中|中专|中职|职高|大专|专科)(及|或|和)?以下"), None),
    (re.compile("研究生|硕士|博士"), Education.POSTGRADUATE),
    (re.compile("大专|专科|高职"), Education.COLLEGE),
    (re.compile("本科|大学|学士"), Education.BACHELOR),
    (re.compile("初中|小学|初级中学|文盲|未上过学"), Education.OTHER),
    (re.compile("中专|高中|职高|中职|中技|技校|技工|中师|中等|职业中学|高级中学"), Education.SECONDARY),
)


def education_of(text: str) -> Education | None:
    """大学本科, 大专, 高中 and the like; None for other words."""
    return next((education for words, education in _EDUCATIONS if words.search(text)), None)


def employment_of(text: str) -> Employment | None:
    """专职, 兼职; also 是 and 否 under 是否专职; None for other words."""
    if re.search("兼职|兼任|非全日|非全职|非专职|小时工|钟点", text) or text in ("否", "不是"):
        return Employment.PART_TIME
    return Employment.FULL_TIME if re.search("专职|全职|全日|专任", text) or text == "是" else None


_OPEN_END = re.compile("无固定期限|无固定期|无固定|长期|至今")
_DAY = r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?|\d{8}"
_SPAN = re.compile(
    rf"(?:自|从)?\s*({_DAY})\s*(?:起|始)?\s*(?:[-~—–－]+|至|到)\s*({_DAY}|{_OPEN_END.pattern})\s*止?"
)


def last_day_of(text: str) -> date | None:
    """The last day of a contract; none where it is open-ended. UserError where it is no day."""
    return None if _OPEN_END.fullmatch(text) else day_of(text)


def span_of(text: str) -> tuple[date | None, date | None]:
    """The first and the last day of a contract in one cell: 2024年3月1日至2027年2月28日. UserError otherwise."""
    match = _SPAN.fullmatch(text)
    if not match:
        raise UserError(
            _("“{text}” can't be read as two days; write them as 2024-03-01至2027-02-28.").format(text=text)
        )
    return day_of(match[1]), last_day_of(match[2])
