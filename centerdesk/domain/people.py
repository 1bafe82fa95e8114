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


class Ownership(Labelled):
    """Who runs the centre (A05)."""

    PUBLIC = "public", N_("Public")
    NON_PROFIT = "non_profit", N_("Private, not for profit")
    FOR_PROFIT = "for_profit", N_("For profit")


class Network(Labelled):
    """The centre's place in the district's network of providers (A06)."""

    EXTENSION = "extension", N_("Extension of a kindergarten")
    COMMUNITY = "community", N_("Embedded in the community")
    SUPPLEMENT = "supplement", N_("Supplement by society")


class CentrePaperKind(Labelled):
    """The centre's own papers that an inspector asks for (管理规范 art. 4; WS/T 821—2023)."""

    LICENCE = "licence", N_("Business licence")
    FILING = "filing", N_("Filing receipt")
    HYGIENE = "hygiene", N_("Health evaluation report")
    FIRE = "fire", N_("Fire safety certificate")
    FOOD = "food", N_("Food business licence")
    INSURANCE = "insurance", N_("Liability insurance")
    PREMISES = "premises", N_("Proof of the premises")
    OTHER = "other", N_("Other paper")


class FeeUnit(Labelled):
    """What a fee is paid for."""

    MONTH = "month", N_("per month")
    DAY = "day", N_("per day")
    HOUR = "hour", N_("per hour")


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


class Funding(Labelled):
    """Whether a place is paid for at the subsidised or at the market fee (C07)."""

    SUBSIDISED = "subsidised", N_("Subsidised fee")
    MARKET = "market", N_("Market fee")


class PauseKind(Labelled):
    """Two ways to stay away with the place kept: only in a suspension is the child not expected."""

    SUSPENDED = "suspended", N_("Suspension of care")
    LEAVE = "leave", N_("Long leave")


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


class ApplicationState(Labelled):
    """Where an application for a place stands."""

    WAITING = "waiting", N_("Waiting")
    OFFERED = "offered", N_("Place offered")
    ADMITTED = "admitted", N_("Admitted")
    WITHDRAWN = "withdrawn", N_("Application withdrawn")


class VaccinationOutcome(Labelled):
    """What the vaccination point found when a certificate was looked at (预防接种证查验)."""

    COMPLETE = "complete", N_("Complete for the age")
    DUE = "due", N_("Doses to make up")
    NO_CERTIFICATE = "no_certificate", N_("Certificate to be made up")


class AttachmentKind(Labelled):
    """What a file kept with a record is."""

    PHOTO = "photo", N_("Photo")
    IDENTITY = "identity", N_("Copy of an identity paper")
    EXAMINATION = "examination", N_("Health examination form")
    VACCINATION = "vaccination", N_("Vaccination certificate")
    CONTRACT = "contract", N_("Care contract")
    CUSTODY = "custody", N_("Custody or court paper")
    COLLECTOR = "collector", N_("Paper of a collector")
    OTHER = "other", N_("Other file")


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


class Education(Labelled):
    """Schooling completed (E03)."""

    POSTGRADUATE = "postgraduate", N_("Postgraduate")
    BACHELOR = "bachelor", N_("Bachelor")
    COLLEGE = "college", N_("Junior college")
    SECONDARY = "secondary", N_("Secondary school")
    OTHER = "other", N_("Below secondary school")


class Employment(Labelled):
    """Full or part time (E02)."""

    FULL_TIME = "full_time", N_("Full time")
    PART_TIME = "part_time", N_("Part time")


class StaffLeaveKind(Labelled):
    """Why somebody is off duty; of health reasons only the days are stored (regulations §1.3)."""

    HEALTH = "health", N_("Off duty for health reasons")
    OTHER = "other", N_("Other leave")


class TrainingForm(Labelled):
    """How a training is held."""

    GROUP = "group", N_("Group training")
    ONLINE = "online", N_("Online")
    PRACTICE = "practice", N_("Practice")
    IN_HOUSE = "in_house", N_("In-house")


class RequirementPeriod(Labelled):
    """In what time required hours have to be reached."""

    ONCE = "once", N_("Once, before work")
    YEAR = "year", N_("Every year")
    FIVE_YEARS = "five_years", N_("Every five years")


class Role(Labelled):
    """What an account may do (rights by role)."""

    DIRECTOR = "director", N_("Director")
    HEALTH_WORKER = "health_worker", N_("Health worker account")
    TEACHER = "teacher", N_("Teacher")
    CLERK = "clerk", N_("Clerk")
