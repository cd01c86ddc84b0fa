"""The measures of the example partnership as data. All figures are made up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """One measure and how its numbers run: a level, how far they scatter, and what happens to them.

    `shape` is steady, step (to `to`, at the share `when` of the way), drift (towards `to`), season
    (in winter up by `to`) or grow (a running total, `to` more each time). `n` is about how many are
    counted; with none the number stands alone. `ruling` is what people said of a shift.
    """

    title: str
    place: str  # key of an organisation, or the name of a team
    number: str
    good: str
    level: float
    scatter: float
    counted: str
    owner: str = ""
    role: str = "outcome"
    frequency: str = "month"
    n: int = 0
    out_of: str = ""
    unit: str = ""
    rate_per: int = 1
    places: int = 0
    points: int = 36
    shape: str = "steady"
    to: float = 0.0
    when: float = 0.6
    gap: tuple[int, ...] = ()
    target: float | None = None
    earlier_target: float | None = None
    ruling: tuple[str, str] | None = None
    audience: str = "partnership"
    better: str = ""
    worse: str = ""
    source: str = ""


OFFER = "Days from a vacancy to an offer"
STORY = "Told their story once, crisis care"
TRY = "Staff who say they can try new things"
COACHES = "Leaders trained as coaches"

PLANS = (
    Plan(OFFER, "hospitals", "mean", "down", 9, 1.6, "Days from the last day to apply for a post"
         " on a ward to the offer.",
         owner="Imran Siddiqui", frequency="week", points=41, shape="step", to=5, when=0.58,
         unit="days", places=0, target=7, source="The recruitment system.",
         ruling=("accept", "Every ward now holds its interviews on Tuesdays. It is in all their"
                 " diaries and will stay there."),
         better="Wards make offers sooner", worse="Wards make offers later"),
    Plan(STORY, "Crisis team", "percentage", "up", 37, 6, "People in crisis who say they told"
         " their story once only.", frequency="week", points=41, n=45, out_of="people asked",
         target=75, source="A card at the end of the first visit."),
    Plan(TRY, "hospitals", "score", "up", 6.6, 0.16, "Mean answer to “I can try new things in my"
         " team”, 0 to 10.", owner="Amara Okafor", points=36, shape="step", to=6.0, when=0.8,
         places=1, target=6.5, source="Monthly pulse.",
         ruling=("decline", "We do not know what changed and we do not want it to be normal."
                 " Focus groups on nights come first."),
         worse="Fewer staff feel free to try new things"),
    Plan(COACHES, "hospitals", "count", "neither", 6, 0, "Leaders who have finished the coaching"
         " course. A count of effort, not of effect.", owner="Amara Okafor", role="process",
         unit="leaders", shape="grow", to=1.7, source="Course register.",
         ruling=("decline", "A running total only grows. New limits would say nothing.")),
    Plan("Readmitted within 30 days", "Home for lunch", "percentage", "down", 11, 4, "People from"
         " wards 7 and 8 who came back unplanned.", owner="Joyce Lim", role="balancing",
         frequency="week", points=41, n=42, out_of="people who went home", audience="team"),
    Plan("Medicines ready before noon", "Home for lunch", "percentage", "up", 46, 7, "Take-home"
         " medicines ready before noon.", owner="Joyce Lim", role="process", frequency="week",
         points=41, n=40, out_of="people who went home", shape="step", to=72, when=0.62,
         target=80, audience="team",
         ruling=("accept", "The pharmacist checks at the bedside. Agreed with pharmacy for good.")),
    Plan("Left A&E without being seen", "Emergency department", "percentage", "down", 4.2, 0.7,
         "People who left before a clinician saw them.", n=8_900, out_of="attendances", places=1,
         target=5, earlier_target=6, shape="season", to=1.2),
    Plan("Falls per 1,000 bed days", "hospitals", "rate", "down", 6.1, 0.4, "Falls of any harm.",
         owner="Sam Ortiz", n=15_400, out_of="bed days", rate_per=1_000, places=1, target=6.6,
         earlier_target=7),
    Plan("Days between deep pressure ulcers", "hospitals", "days_between", "up", 24, 18, "Days"
         " since the last ulcer of category 3 or 4.", owner="Sam Ortiz", points=30,
         frequency="day", unit="days"),
    Plan("Days between wrong-route medicines", "Theatres", "days_between", "up", 90, 60, "Days"
         " since the last medicine given by a wrong route.", points=9, frequency="day",
         unit="days"),
    Plan("Infections with C. difficile", "Ward 12", "count", "down", 0.35, 0, "Infections that"
         " began on the ward.", points=36, unit="infections"),
    Plan("Would recommend us to friends", "hospitals", "percentage", "up", 93, 1.4, "Answers"
         " “likely” or “very likely”.", owner="Sam Ortiz", n=820, out_of="answers", target=90),
    Plan("Sickness absence", "hospitals", "percentage", "down", 5.1, 0.25, "Share of working time"
         " lost to sickness.", owner="Amara Okafor", places=1, shape="season", to=0.7, target=4.5),
    Plan("Spent on agency staff", "hospitals", "money", "down", 412_000, 21_000, "Invoices paid"
         " to agencies.", owner="Imran Siddiqui", role="balancing", shape="drift", to=255_000,
         ruling=("decline", "It is still falling. We will set new limits when it settles.")),
    Plan("Nursing posts without a nurse", "hospitals", "percentage", "down", 11.5, 0.6, "Vacant"
         " posts of registered nurses.", owner="Amara Okafor", places=1, shape="step", to=7.8,
         when=0.5, target=8,
         ruling=("accept", "Two cohorts from the apprenticeship have started and stay with us.")),
    Plan("Appraisals that were useful", "hospitals", "percentage", "up", 58, 4, "Staff who say"
         " their appraisal helped them.", owner="Amara Okafor", n=240, out_of="staff asked",
         target=70),
    Plan("Incidents reported per 1,000 bed days", "hospitals", "rate", "neither", 44, 2.2, "All"
         " incidents reported by staff.", owner="Sam Ortiz", n=15_400, out_of="bed days",
         rate_per=1_000),
    Plan("Discharge letters within a day", "hospitals", "percentage", "up", 81, 2.2, "Letters at"
         " the practice within 24 hours.", owner="Sam Ortiz", n=2_300, out_of="letters",
         target=95, role="process"),
    Plan("Operations cancelled on the day", "Theatres", "percentage", "down", 7.5, 1.1,
         "Operations cancelled after midnight of the day.", n=1_150, out_of="operations", places=1),
    Plan("First operation starts on time", "Theatres", "percentage", "up", 41, 7, "Lists that"
         " began within 15 minutes.", frequency="week", points=52, n=60, out_of="lists",
         shape="step", to=58, when=0.55, target=60, role="process",
         ruling=("accept", "The golden patient is chosen the day before, on every list.")),
    Plan("Women seen by the same midwife", "Maternity", "percentage", "up", 62, 5, "Women who"
         " knew the midwife at the birth.", n=210, out_of="births", target=75),
    Plan("Parents told what happens next", "Children’s ward", "percentage", "up", 78, 6,
         "Parents who say they knew what would happen next.", n=55, out_of="parents asked",
         points=16),
    Plan("Same-day surgery as planned", "Day surgery", "percentage", "up", 84, 3, "People who went"
         " home the same day as planned.", n=310, out_of="people", gap=(14, 15), target=85),
    Plan("Seen within four hours in crisis", "Crisis team", "percentage", "up", 88, 5, "Face to"
         " face within four hours.", frequency="week", points=41, n=38, out_of="people referred",
         target=95),
    Plan("Weeks to a memory clinic", "Older adults", "mean", "down", 9.5, 0.7, "Mean wait from"
         " referral to first visit.", places=1, unit="weeks", shape="step", to=12, when=0.78,
         target=6,
         ruling=("decline", "Two doctors left. We are recruiting and want the old limits as the"
                 " yardstick."),
         worse="People wait longer for a memory clinic"),
    Plan("Young people waiting over 18 weeks", "Young people’s service", "count", "down", 64, 6,
         "On the last day of the month.", unit="young people", shape="drift", to=128, target=20,
         ruling=("decline", "We ask the partnership for help rather than get used to it."),
         worse="More young people wait too long"),
    Plan("Contacts per worker", "Community mental health", "mean", "neither", 14.2, 0.9, "Contacts"
         " a week, per whole-time worker.", frequency="week", points=41, places=1,
         role="balancing"),
    Plan("At home 91 days after reablement", "Reablement", "percentage", "up", 81, 2.5, "People of"
         " 65 and over still at home.", frequency="quarter", points=12, n=160,
         out_of="people who left hospital", target=85),
    Plan("Days to a first offer of a home", "Housing", "mean", "down", 38, 5, "From application"
         " to a first suitable offer.", unit="days", gap=(20, 21, 22)),
    Plan("Drives home from hospital", "Volunteers", "count", "up", 18, 4, "Journeys by volunteer"
         " drivers.", owner="Dele Martins", frequency="week", points=41, unit="drives",
         shape="step", to=31, when=0.66, role="process",
         ruling=("accept", "Eight new drivers, all through their checks, and a second car."),
         better="More people are driven home by a neighbour"),
    Plan("Befriending visits", "Volunteers", "count", "up", 46, 6, "Visits of an hour or more.",
         owner="Dele Martins", unit="visits", points=30),
    Plan("People with one shared plan", "icb", "percentage", "up", 22, 2, "People with three or"
         " more conditions who have one plan that all can see.", n=3_400, out_of="people",
         shape="drift", to=41, target=50, owner="Priya Nair",
         ruling=("decline", "The roll-out goes on until spring. Limits after that.")),
    Plan("Beds used on the virtual ward", "icb", "percentage", "up", 71, 6, "Share of virtual beds"
         " in use at midnight.", frequency="week", points=52, target=80, owner="Priya Nair"),
    Plan("Ideas from staff that were tried", "Improvement team", "count", "up", 5, 1.6, "Ideas"
         " tested at least once.", unit="ideas", points=8, role="process", owner="Ngozi Bello"),
    Plan("Visits of directors to wards", "hospitals", "count", "neither", 7, 1.8, "Visits of an"
         " hour or more, by board members.", unit="visits", points=15, owner="Ruth Adeyemi",
         role="process"),
    Plan("Staff who left within a year", "hospitals", "percentage", "down", 17, 1.3, "New staff"
         " who left within twelve months.", owner="Amara Okafor", places=1,
         audience="organisation"),
    Plan("Complaints answered in time", "hospitals", "percentage", "up", 66, 8, "Answered within"
         " the time agreed with the person.", owner="Ngozi Bello", n=48, out_of="complaints",
         gap=(9, 10), target=85, earlier_target=75),
    Plan("Cases brought to the guardian", "hospitals", "count", "neither", 9, 2.6, "Cases raised"
         " with the Freedom to Speak Up guardian.", owner="Ngozi Bello", unit="cases",
         audience="organisation"),
    Plan("People who joined a study", "hospitals", "count", "up", 140, 16, "People who agreed to"
         " take part in research.", owner="Sam Ortiz", unit="people", points=36),
)  # fmt: skip
