"""A list of staff as centres keep it: its headings, and what posts are called."""

import re

from centerdesk.base.i18n import N_
from centerdesk.domain.headings import Vocabulary
from centerdesk.domain.people import Post
from centerdesk.domain.workbook_words import COLUMNS, Col

_WORDS = {
    Col.NAME: "姓名 名字 员工姓名 教师姓名 职工姓名 教职工姓名 人员姓名 保育人员姓名",
    Col.POST: "岗位 职务 工种 职位 担任岗位 工作岗位 岗位名称 现岗位 岗位/职务 职务/岗位 任职岗位",
    Col.CLASS: "班级 所在班级 所带班级 带班 任职班级 负责班级 所属班级 班级名称 班",
    Col.PHONE: "电话 联系电话 电话号码 手机 手机号 手机号码 联系方式 本人电话 联系手机",
    Col.HIRED_ON: "入职日期 入职时间 到岗日期 到岗时间 聘用日期 上岗日期 上岗时间 入职 任职日期 来园工作日期",
    Col.LEFT_ON: "离职日期 离职时间 离岗日期 离岗时间 离职 解聘日期",
}

# Known so that the phone of 紧急联系人 is not taken for the person's own; nothing is kept of them.
_OTHER_PEOPLE = {word: column for word, column in COLUMNS.items() if "联系人" in word}

STAFF = Vocabulary(
    {word: column for word, column in COLUMNS.items() if column in (Col.POSITION, Col.REASON)}
    | _OTHER_PEOPLE
    | {word: column for column, words in _WORDS.items() for word in words.split()},
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
