"""What belongs to the alliance as a whole: criteria, customer cards, placements, pulse. Read as story_meetings says."""

from models.statements import STATEMENTS

CRITERIA: tuple[dict[str, object], ...] = (
    {
        "key": "k01",
        "name": "Members who buy again",
        "initiative": "Loyalty relaunch",
        "measure": "Share of members with a second purchase within 90 days",
        "unit": "%",
        "baseline": 31,
        "target": 38,
        "due_on": ("M", "m39", 0),
        "for_customer": "Is known in the shop and on the phone, and is asked only once",
        "for_principal": "Shows what one member record is worth",
        "for_partner": "A season that does not begin at nought",
        "check_ins": [
            {
                "on": ("M", "m15", 0),
                "value": 30,
                "status": "off",
                "how": "Card numbers in till and web shop, by hand",
                "note": "The failed launch cost us a point",
            },
            {"on": ("M", "m21", 0), "value": 33, "status": "off", "how": "Nightly extract"},
            {"on": ("M", "m26", 0), "value": 35, "status": "on", "how": "Sandbox, checked by finance"},
            {"on": ("M", "m32", 0), "value": 37, "status": "on", "how": "Sandbox, returns left out"},
            {
                "on": ("M", "m36", 0),
                "value": 39,
                "status": "done",
                "how": "New CRM, and the old count beside it",
                "note": "Both counts agree to a tenth",
            },
        ],
        "met_on": ("M", "m36", 0),
        "credit": "Ines Carvalho's loyalty team and Grace Achebe's web team, on one stage",
    },
    {
        "key": "k02",
        "name": "Days from brief to live",
        "initiative": "Faster to the member",
        "measure": "Median days from an accepted brief to a live campaign",
        "unit": "days",
        "baseline": 24,
        "target": 8,
        "due_on": 110,
        "for_customer": "Offers that fit this week's weather",
        "for_principal": "Fewer things half done at a time",
        "for_partner": "An answer to a rival within the fortnight",
        "check_ins": [
            {"on": ("M", "m36", 0), "value": 24, "status": "off", "how": "Last 31 campaigns, dates from the tickets"},
            {"on": ("M", "m40", 0), "value": 19, "status": "on", "how": "Twelve campaigns since the one-page brief"},
            {"on": ("M", "m43", 0), "value": 14, "status": "on", "how": "Nine campaigns", "note": "One took six days"},
            {
                "on": ("M", "m45", 0),
                "value": 15,
                "status": "off",
                "how": "Seven campaigns, two held up at the tag review",
                "note": "Waiting, not working, is what takes the days",
            },
        ],
    },
)

CUSTOMERS: tuple[dict[str, object], ...] = (
    {
        "key": "u01",
        "text": "People who go outside a dozen times a year and want to be equipped, not impressed.",
        "segments": [
            {"name": "Families with one big trip a year", "need": "One visit that settles everything"},
            {"name": "Weekend walkers", "need": "To be told when last year's boot will do"},
            {"name": "Climbers", "need": "Stock they can rely on before they drive"},
            {"name": "Givers of presents", "need": "A size that can be changed"},
            {"name": "People who repair", "need": "Parts, and somebody who knows"},
        ],
        "journey": [
            {"step": "Has a trip in mind", "owner": "Marketing"},
            {"step": "Looks for what is needed", "owner": "Marketing", "breaks": "Search knows brands, not trips"},
            {"step": "Checks the stock of a shop", "owner": "IT", "breaks": "A day old"},
            {"step": "Is asked for a card and a yes", "owner": "Shops", "breaks": "Web and till ask differently"},
            {"step": "Pays", "owner": "IT"},
            {"step": "Hears from us", "owner": "Marketing", "breaks": "Twice, on paper and by mail"},
            {"step": "Brings something back", "owner": "Shops", "breaks": "Nobody sees what was bought online"},
        ],
        "questions": "How many families are also walkers? Who buys for whom?",
        "sources": "Three panels, a year of shop receipts, the search box",
        "agreed": {"me": ("M", "m04", 0), "partner": ("M", "m04", 0)},
    },
    {
        "key": "u02",
        "text": "People who own things for long and want them to last. They know us by one shop and one person there.",
        "segments": [
            {"name": "Families before a trip", "need": "A list that knows what they already own"},
            {"name": "Walkers all year round", "need": "To be left alone between two seasons"},
            {"name": "People who mend", "need": "A date and a price before they send it in"},
            {"name": "Climbers and their clubs", "need": "True stock, to the hour"},
            {"name": "Presents", "need": "A way back without a receipt"},
        ],
        "journey": [
            {"step": "Remembers what broke last time", "owner": "Marketing", "breaks": "We do not ask"},
            {"step": "Looks at stock on the phone", "owner": "IT", "breaks": "Not shown at all"},
            {"step": "Talks to somebody in a shop", "owner": "Shops"},
            {"step": "Signs up at the till", "owner": "Marketing", "breaks": "Eleven fields in a queue"},
            {"step": "Pays with points", "owner": "IT", "breaks": "The balance is seen only on the website"},
            {"step": "Hears from us once", "owner": "Marketing"},
            {"step": "Has it mended", "owner": "Shops", "breaks": "By telephone, weekdays until four"},
        ],
        "questions": "Does a repair replace a sale or bring the next one?",
        "sources": "Twelve films at home, till data joined by region, letters after the launch",
        "agreed": {"me": ("M", "m24", 0), "partner": ("M", "m24", 2)},
        "supersedes": "u01",
    },
)

PLACEMENTS: tuple[dict[str, object], ...] = (
    {
        "key": "x01",
        "who": "Grace Achebe",
        "from_team": "Web engineering",
        "to_team": "Loyalty marketing",
        "from_on": ("M", "m28", 6),
        "until_on": ("M", "m43", 3),
        "learned": "A brief is late because its owner waits for a figure. She built the figure, and the wait went.",
    },
    {
        "key": "x02",
        "who": "Mia Lund",
        "from_team": "Campaign analytics",
        "to_team": "Data platform",
        "from_on": ("M", "m43", 13),
        "until_on": 130,
        "learned": "So far: why a join takes a night, and which of our questions could be asked once for good.",
    },
)

_STATEMENTS = [{"key": item.key, "text": item.text} for item in STATEMENTS]


def _answers(by: str, scores: str, guesses: str) -> list[dict[str, object]]:
    """One side's answers, a digit a statement in their order: what it scores, and what it thinks the other scores."""
    return [
        {"by": by, "key": item.key, "score": int(score), "guess": int(guess)}
        for item, score, guess in zip(STATEMENTS, scores, guesses, strict=True)
    ]


PULSES: tuple[dict[str, object], ...] = (
    {
        "key": "p01",
        "opened_on": ("M", "m08", 0),
        "statements": _STATEMENTS,
        "answers": [*_answers("me", "524321432", "412332224"), *_answers("partner", "312514223", "543423343")],
    },
    {
        "key": "p02",
        "opened_on": ("M", "m26", 0),
        "statements": _STATEMENTS,
        "answers": [*_answers("me", "533432333", "432423332"), *_answers("partner", "433424332", "433522343")],
    },
    {
        "key": "p03",
        "opened_on": -7,
        "statements": _STATEMENTS,
        "answers": _answers("partner", "443423343", "533432343"),
    },
)
"""From round to round the two see it more alike and know better what the other thinks; the last waits for me."""
