"""Codes that are stored, and the words that people read for them."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ITEM = "library_item"  # on the thread, in search and in requests
WORK = "library_work"
WORK_LABEL = _("Literature")
SHAKEN = _("Rests on something that no longer holds")


class Kind(models.TextChoices):
    """What somebody may read here. The code stands in addresses and packs."""

    MODULE = "module", _("Workshop module")
    ONE_PAGER = "one-pager", _("Evidence in one page")
    QUESTION_SET = "question-set", _("Question set")
    CASE_STUDY = "case-study", _("Case study")
    NARRATIVE = "narrative", _("Visual narrative")
    VIDEO = "video", _("Video")
    INTERVENTION = "intervention", _("Tested intervention")
    GUIDE = "guide", _("Guide")
    READING_LIST = "reading-list", _("Reading list")
    ELEMENT = "element", _("Element of a strategy")


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind in the plural, what it is for, and its glyph."""

    plural: str | Promise
    what_for: str | Promise
    glyph: str


KINDS = {
    Kind.ONE_PAGER: KindWords(
        _("Evidence in one page"), _("One claim, how strong it is, and what it rests on."), "file"
    ),
    Kind.MODULE: KindWords(
        _("Workshop modules"), _("A workshop to run as it stands, or in parts."), "clock"
    ),
    Kind.QUESTION_SET: KindWords(
        _("Questions to ask"), _("Questions that open a talk, and what to listen for."), "speech"
    ),
    Kind.CASE_STUDY: KindWords(
        _("Case studies"), _("What others did, what came of it, and who says so."), "flag"
    ),
    Kind.NARRATIVE: KindWords(
        _("Stories to walk through"), _("Drawings that a group talks its way through."), "steps"
    ),
    Kind.VIDEO: KindWords(_("Videos"), _("People who tell it themselves."), "speech"),
    Kind.INTERVENTION: KindWords(
        _("What was tested here"),
        _("Ideas that were tried, and what the numbers say."),
        "challenges",
    ),
    Kind.GUIDE: KindWords(_("Guides"), _("A way through it all, step by step."), "path"),
    Kind.READING_LIST: KindWords(
        _("Reading lists"), _("What to read first, when there is little time."), "file"
    ),
    Kind.ELEMENT: KindWords(
        _("Elements of a strategy"), _("What a leadership strategy can be made of."), "blocks"
    ),
}

WORKS = KindWords(WORK_LABEL, _("Papers, books and reports that the pages here rest on."), "book")


class Strength(models.TextChoices):
    """How far evidence carries a claim, in the words of our packs."""

    STRONG = "strong", _("Strong")
    MODERATE = "moderate", _("Moderate")
    EMERGING = "emerging", _("Emerging")
    THIN = "thin", _("Thin")
    CONTESTED = "contested", _("Contested")
    NONE = "none", _("None found")


class Component(models.TextChoices):
    PATIENTS = "patients", _("Patients")
    LEADERSHIP = "leadership", _("Leadership")
    DELIVERY = "delivery", _("Delivery")


class Lens(models.TextChoices):
    """From where a case study looks."""

    PATIENT = "patient", _("Patients")
    LEADERSHIP = "leadership", _("Leadership")
    DELIVERY = "delivery", _("Delivery")


class Sector(models.TextChoices):
    ACUTE = "acute", _("Acute hospitals")
    COMMUNITY = "community", _("Community services")
    MENTAL_HEALTH = "mental-health", _("Mental health")
    AMBULANCE = "ambulance", _("Ambulance")
    PRIMARY = "primary", _("Primary care")
    SOCIAL_CARE = "social-care", _("Social care")
    SYSTEM = "system", _("A whole system")
    ACADEMY = "academy", _("Learning and research")
    OTHER = "other", _("Another sector")


class MeantFor(models.TextChoices):
    BOARD = "board", _("Boards")
    TEAM = "team", _("Teams")
    SERVICE = "service", _("Services")
    SYSTEM = "system", _("Partners in a system")


class CulturalElement(models.TextChoices):
    VISION = "vision-and-values", _("Vision and values")
    GOALS = "goals-and-performance", _("Goals and performance")
    LEARNING = "learning-and-innovation", _("Learning and innovation")
    SUPPORT = "support-and-compassion", _("Support and compassion")
    EQUITY = "equity-and-inclusion", _("Equity and inclusion")
    TEAM_WORK = "team-work", _("Team work")


class LeadershipLevel(models.TextChoices):
    EVERYONE = "everyone", _("Leadership is everyone’s job")
    TEAMS = "teams", _("Leadership shared in and across teams")
    SYSTEM = "system", _("Leaders who depend on each other across the system")
    CONSISTENCY = "consistency", _("One style among leaders")
    BOUNDARIES = "boundaries", _("Leadership across boundaries")


class Effort(models.TextChoices):
    SMALL = "small", _("Small")
    MEDIUM = "medium", _("Medium")
    LARGE = "large", _("Large")


class Audience(models.TextChoices):
    """Who may read what is published."""

    PUBLIC = "public", _("Everybody, without signing in")
    SIGNED_IN = "signed_in", _("Everybody who has signed in here")
    ORGANISATION = "organisation", _("People of this organisation")


class Standing(models.TextChoices):
    """Whether it still holds. What no longer does stays to be read, and says so."""

    CURRENT = "current", _("Current")
    SUPERSEDED = "superseded", _("Superseded")
    RETRACTED = "retracted", _("Retracted")


class WorkKind(models.TextChoices):
    """Kinds of literature; the codes of `exchange.work`."""

    ARTICLE = "article", _("Article")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter")
    REPORT = "report", _("Report")
    THESIS = "thesis", _("Thesis")
    CONFERENCE = "conference", _("Conference paper")
    WEBPAGE = "webpage", _("Web page")
    OTHER = "other", _("Other")


class Design(models.TextChoices):
    """What kind of study a work is; empty where nobody has said."""

    REVIEW = "review", _("Review of studies")
    TRIAL = "trial", _("Trial")
    OBSERVATIONAL = "observational", _("Observational study")
    QUALITATIVE = "qualitative", _("Qualitative study")
    EVALUATION = "evaluation", _("Evaluation")
    CASE = "case", _("Case report")
    OPINION = "opinion", _("Argument or guidance")


class SubmissionState(models.TextChoices):
    """How a case study stands that somebody sent in; whether its page is out, the page knows."""

    WAITING = "waiting", _("Waits to be read")
    DRAFTED = "drafted", _("A page is written from it")
    DECLINED = "declined", _("Not taken up")


class Told(models.TextChoices):
    """What readers and editors are told about; each can choose how it reaches them."""

    ANSWERED = "library.answered", _("Answers to your questions")
    SENT_IN = "library.sent_in", _("Case studies that you sent in")
    WAITS = "library.waits", _("Pages of the library that wait for your review")
    REVIEWED = "library.reviewed", _("Pages of the library that you sent in for review")
    COMMENTED = "library.commented", _("Comments on pages of the library")


# The most of each, in characters or rows: enough for anybody, too little to fill a disk with.
LONGEST_LIST_TITLE, LONGEST_LIST_ABOUT = 120, 2_000
LONGEST_NOTE, LONGEST_QUESTION, LONGEST_ANSWER = 20_000, 2_000, 8_000
LONGEST_LINE, LONGEST_STORY, LONGEST_REASON = 200, 4_000, 1_000
MOST_LISTS, MOST_ON_A_LIST = 100, 300
MOST_WAITING = 20  # questions, or case studies, of one person
KEPT_DELETED_DAYS = 30
