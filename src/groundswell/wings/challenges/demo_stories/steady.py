"""People over 75 who feel unsteady: day 12."""

from .parts import Asked, Number, Seat, Step, Story, Trial, Vow

STEADY = Story(
    title="Steady on your feet",
    host="icb",
    partners=("council", "kettle_on", "hospitals"),
    day=12,
    lead="Leila Haddad",
    sponsor="Ed Fairclough",
    coach="Ngozi Bello",
    signs=("Leila Haddad", "Ed Fairclough", "Tom Ashworth"),
    note={
        "problem": "One in three people over 80 falls each year, and most had told somebody that"
        " they felt unsteady.",
        "population": "People over 75 in the Fellside streets who feel unsteady",
        "place": "Fellside, Tarnside",
        "strategy": "Serves “Well at home” of the partnership’s five-year plan.",
        "guardrails": "Nobody is sent to a class they can’t get to.",
        "questions": "Who hears first that somebody is unsteady?",
        "logistics": "Tuesdays at 11 am in the library.",
    },
    team=(
        Seat("one of Primary care transformation", "icb", "Practice nurse"),
        Seat("one of Therapies", "hospitals", "Physiotherapist"),
        Seat("one of Reablement", "council", "Reablement worker"),
        Seat("one of Housing", "council", "Handyperson"),
        Seat("one of Volunteers", "kettle_on", "Befriender", "volunteer"),
        Seat("Gwen Hartley", "", "Fell twice last winter", "lived_experience"),
        Seat("one of System flow", "icb", "Numbers"),
        Seat("one of Adult social care", "council", "Care coordinator"),
    ),
    goal="A hundred people who felt unsteady do an exercise of their own three times a week.",
    baseline=0,
    target=100,
    yes_no="Have 100 people told us, on day 100, that they did so in the last week?",
    agreed="On day 2, by all eight of us",
    numbers=(
        Number(
            "People who exercise three times a week",
            "count",
            "up",
            "outcome",
            "people",
            "People who say on Friday that they did their exercise three times.",
            (0, 4),
        ),
    ),
    ideas=("Ask at the post office", "A tea with exercises in every street", "Slippers for swaps"),
    tests=(
        Trial(
            "Ask at the pharmacy counter",
            "People who collect tablets will tell us.",
            "One counter, one week.",
            "Ten people say that they feel unsteady.",
            1,
            6,
            8,
        ),
        Trial(
            "Tea and ten exercises",
            "People come for tea and stay for the exercises.",
            "One street, two Tuesdays.",
            "Eight people come twice.",
            4,
            9,
            19,
        ),
    ),
    asks=(
        Asked(
            7,
            "permission",
            "One shared room at Fellside Library, Tuesdays",
            "Two hours, with the kettle. The room stands empty.",
            "Ed Fairclough",
            "council",
        ),
    ),
    plan=(
        Step("Invite the first street by hand", 4, 3, 9, "Find people", 9),
        Step("First tea: thank those who came", 5, 4, 19, "Celebrate"),
        Step("A card with ten exercises", 1, 5, 16, "Exercises"),
    ),
    vows=(Vow("launch", "Open the library on Tuesdays", 0, 14),),
    agreement="We meet where people live.\nTea first.",
    wave="Wave 3",
)
