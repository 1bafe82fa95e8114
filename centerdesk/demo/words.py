"""Everything invented that the sample centre is made of; nobody in it is real."""

from collections.abc import Iterator
from datetime import date
from random import Random

from centerdesk.domain.people import ClassKind, Sex

# Area code 110199 and phones beginning with 154 were never assigned: nobody real can be meant.
_AREA = "110199"
_PHONE = "154"
SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹章苏潘葛范彭鲁韦马苗方俞任袁柳曾单解仇区覃翟朴"
_GIVEN = [
    "若水",
    "一诺",
    "语桐",
    "清越",
    "沐阳",
    "星辰",
    "思远",
    "奕辰",
    "梓萱",
    "可馨",
    "景行",
    "予安",
    "望舒",
    "初一",
    "果果",
    "乐瑶",
    "子涵",
    "明哲",
    "安安",
    "昊天",
    "知夏",
    "佳怡",
    "欣怡",
    "亦菲",
    "沐宸",
    "芷若",
    "思齐",
    "雨泽",
    "诗涵",
    "铭泽",
    "俊熙",
    "小满",
    "念慈",
    "书言",
    "云舒",
    "嘉树",
    "南乔",
    "润之",
    "秋实",
    "春和",
    "以宁",
    "存希",
    "青禾",
    "星野",
    "景澄",
    "叙白",
    "怀瑾",
    "知远",
    "若谷",
    "静姝",
]
FATHERS = ["勇", "强", "磊", "涛", "斌", "杰", "鹏", "军", "超", "伟"]
MOTHERS = ["静", "芳", "敏", "丽", "娟", "艳", "霞", "娜", "秀", "玲"]
STREETS = ["永康公寓", "荣华南路", "宏达北路", "天华园", "鹿海园", "文化园西路"]
NATIONS = ["汉族"] * 12 + ["满族", "回族", "朝鲜族", "蒙古族"]
ALLERGIES = ["鸡蛋", "牛奶蛋白", "花生", "青霉素", "芒果"]
ILLNESSES = ["发热", "咳嗽", "感冒", "腹泻", "呕吐", "皮疹", "疱疹性咽峡炎", "支气管炎"]
ERRANDS = ["探亲", "家中有事", "外出旅行", "接种疫苗", "打疫苗后休息"]
WORKPLACES = [
    "星桥软件公司",
    "禾木设计工作室",
    "亦风物流公司",
    "青石机械厂",
    "蓝湾生物制药公司",
    "云栈汽车零部件公司",
    "小麦餐饮店",
    "自由职业",
    "全职在家",
]
CLINICS = ["社区卫生服务中心", "区妇幼保健院"]
KINDERGARTENS = ["蓝鲸湾幼儿园", "七色花园幼儿园", "松果林幼儿园", "小石桥幼儿园", "向日葵园幼儿园"]
FAR_TOWNS = ["随父母迁往天津", "随父母迁往保定", "回祖籍，由祖父母照护"]
GRANDFATHERS = ["建国", "志刚", "国庆", "玉山", "德明", "福来"]
GRANDMOTHERS = ["桂英", "秀兰", "淑珍", "玉梅", "凤琴", "淑华"]
# Name, type, how many children now, their ages in months now.
CLASSES = (
    ("乳儿班", ClassKind.INFANT, 6, (7, 11)),
    ("托小班", ClassKind.TODDLER, 12, (13, 22)),
    ("托大1班", ClassKind.SENIOR, 14, (24, 29)),
    ("托大2班", ClassKind.SENIOR, 14, (29, 35)),
)
CAPACITY = {ClassKind.INFANT: 10, ClassKind.TODDLER: 15, ClassKind.SENIOR: 20}


def names(random: Random) -> Iterator[str]:
    """Names of children, each once."""
    seen: set[str] = set()
    while True:
        name = random.choice(SURNAMES) + random.choice(_GIVEN)
        if name not in seen:
            seen.add(name)
            yield name


def phone(random: Random) -> str:
    """A mobile number that nobody has."""
    return f"{_PHONE}{random.randrange(10**8):08d}"


def id_number(random: Random, born: date, sex: Sex) -> str:
    """An ID number that nobody has, right by its check digit."""
    from stdnum.cn.ric import calc_check_digit

    serial = random.randrange(0, 1000, 2) + (1 if sex is Sex.MALE else 0)
    number = f"{_AREA}{born:%Y%m%d}{serial:03d}"
    return number + str(calc_check_digit(number + "0"))


def id_tail(random: Random) -> str:
    """The last four characters of an ID number."""
    return f"{random.randrange(10**4):04d}"
