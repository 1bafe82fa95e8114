"""Words for people and classes; values are stored, labels are shown."""

from enum import StrEnum

from centerdesk.base.i18n import CENTRE, KINDERGARTEN, N_, _


class Labelled(StrEnum):
    """A stored value with `words` for people; `label` is them in the user's language."""

    words: str

    def __new__(cls, value: str, words: str = "") -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    @property
    def label(self) -> str:
        """The word for people."""
        return _(self.words)


class Sex(Labelled):
    """As in the identity paper."""

    MALE = "male", N_("Male")
    FEMALE = "female", N_("Female")


class IdKind(Labelled):
    """Kinds of identity paper a small child may have (regulations: typed field, never the primary key)."""

    RESIDENT = "resident", N_("Resident ID card")
    HK_MACAO = "hk_macao", N_("Residence permit for Hong Kong and Macao residents")
    TAIWAN = "taiwan", N_("Residence permit for Taiwan residents")
    PASSPORT = "passport", N_("Passport")
    BIRTH = "birth", N_("Birth certificate")
    NONE = "none", N_("None yet")


class Household(Labelled):
    """Household registration as the return asks for it (C05)."""

    BEIJING = "beijing", N_("Beijing household")
    ELSEWHERE = "elsewhere", N_("Household elsewhere")


class CentreKind(Labelled):
    """What kind of centre it is (A04); a kindergarten has its own vocabulary."""

    CENTRE = "centre", N_("Childcare centre")
    KINDERGARTEN = "kindergarten", N_("Nursery class of a kindergarten")
    COMMUNITY = "community", N_("Community childcare")
    EMPLOYER = "employer", N_("Employer's childcare")

    @property
    def vocabulary(self) -> str:
        """Whose words the window and the papers use."""
        return KINDERGARTEN if self is CentreKind.KINDERGARTEN else CENTRE


class ClassKind(Labelled):
    """Class types of the setting-up standard (国卫人口发〔2019〕58号), and a kindergarten's 托班."""

    INFANT = "infant", N_("Infant class")
    TODDLER = "toddler", N_("Junior toddler class")
    SENIOR = "senior", N_("Senior toddler class")
    MIXED = "mixed", N_("Mixed-age class")
    NURSERY = "nursery", N_("Nursery class")


class Service(Labelled):
    """Service types; the last two have no expected days and stay out of the attendance rate."""

    FULL = "full", N_("Full day")
    HALF = "half", N_("Half day")
    HOURLY = "hourly", N_("By the hour")
    OCCASIONAL = "occasional", N_("Occasional")


class Half(Labelled):
    """The half of the day a half-day child comes for."""

    MORNING = "morning", N_("Morning")
    AFTERNOON = "afternoon", N_("Afternoon")


class Relation(Labelled):
    """A guardian's relation to the child."""

    FATHER = "father", N_("Father")
    MOTHER = "mother", N_("Mother")
    PATERNAL_GRANDFATHER = "paternal_grandfather", N_("Paternal grandfather")
    PATERNAL_GRANDMOTHER = "paternal_grandmother", N_("Paternal grandmother")
    MATERNAL_GRANDFATHER = "maternal_grandfather", N_("Maternal grandfather")
    MATERNAL_GRANDMOTHER = "maternal_grandmother", N_("Maternal grandmother")
    OTHER = "other", N_("Other guardian")


class LeaveReason(Labelled):
    """Why a child left the centre (C13)."""

    KINDERGARTEN = "kindergarten", N_("Went on to kindergarten")
    MOVED = "moved", N_("Moved away")
    COST = "cost", N_("Cost")
    HEALTH = "health", N_("Health")
    OTHER = "other", N_("Other reason")


class Post(Labelled):
    """Posts of staff (E01)."""

    HEAD = "head", N_("Head")
    CARER = "carer", N_("Carer")
    HEALTH = "health", N_("Health worker")
    GUARD = "guard", N_("Security guard")
    COOK = "cook", N_("Cook")
    OTHER = "other", N_("Other post")


class Role(Labelled):
    """What an account may do (rights by role)."""

    DIRECTOR = "director", N_("Director")
    HEALTH_WORKER = "health_worker", N_("Health worker account")
    TEACHER = "teacher", N_("Teacher")
    CLERK = "clerk", N_("Clerk")
