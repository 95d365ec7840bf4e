"""Where the two were not of one mind. Read as story_meetings says.

Of the sixteen, thirteen were settled at least once and two of those came back; one lapsed; three are open now: d13
(came back), d15 (with the data-protection officer) and d16 (raised this week).
"""

from storage.sample.story_disagreements_first import DISAGREEMENTS_FIRST_YEAR

DISAGREEMENTS_SECOND_YEAR: tuple[dict[str, object], ...] = (
    {
        "key": "d10",
        "topic": "A second member list on somebody's drive",
        "kind": "let-down",
        "tags": ["data", "consent"],
        "positions": {
            "me": "31,000 people who said no were in that list.",
            "partner": "It was wrong, and it was made because your extract was ten days old.",
        },
        "restated": {
            "me": "Your name is on the register if this gets out.",
            "partner": "An analyst with a deadline found the shortest way.",
        },
        "heat": {"me": 5, "partner": 4},
        "team_of": "partner",
        "lesson": "Slow service breeds copies; so does a rule nobody has explained.",
        "meeting": "m22",
        "events": [
            {"act": "raise", "by": "me", "on": ("M", "m22", 1), "heat": 5},
            {"act": "discuss", "by": "partner", "on": ("M", "m22", 6)},
            {
                "act": "resolve",
                "by": "partner",
                "on": ("M", "m22", 9),
                "kind": "agreed",
                "decision": "List deleted, extract mended, an hour on data protection for all campaign teams",
                "respect": 4,
            },
        ],
    },
    {
        "key": "d11",
        "topic": "Sign-up with four fields or with eleven",
        "kind": "task",
        "tags": ["loyalty", "portal"],
        "positions": {
            "me": "Eleven. What we do not ask at the door we never learn.",
            "partner": "Four. Half of them leave at the sixth.",
        },
        "restated": {
            "me": "You would rather have few members whom we know well.",
            "partner": "You would rather let them in and talk later.",
        },
        "heat": {"me": 2, "partner": 3},
        "customer": "u02",
        "meeting": "m24",
        "events": [
            {"act": "raise", "by": "partner", "on": ("M", "m24", 2)},
            {
                "act": "resolve",
                "by": "me",
                "on": ("M", "m24", 8),
                "kind": "partner-view",
                "decision": "Four fields; the rest is asked when there is a reason",
                "reason": "The film of the father in the shop settled it",
                "respect": 5,
            },
        ],
    },
    {
        "key": "d12",
        "topic": "CRM cutover before the peak or after it",
        "kind": "task",
        "tags": ["crm", "peak"],
        "positions": {
            "me": "Before. Two systems through a peak is the greater danger.",
            "partner": "After. One bad segment in the peak costs the season.",
        },
        "restated": {
            "me": "Every week of double running wears out the same six people.",
            "partner": "You answer for the season and cannot repeat it.",
        },
        "heat": {"me": 3, "partner": 4},
        "meeting": "m29",
        "events": [
            {"act": "raise", "by": "partner", "on": ("M", "m29", 0)},
            {"act": "discuss", "by": "me", "on": ("M", "m30", 0)},
            {
                "act": "park",
                "by": "me",
                "on": ("M", "m30", 2),
                "revisit_on": ("M", "m31", 0),
                "reason": "The rehearsal will say more than we can",
            },
            {
                "act": "resolve",
                "by": "partner",
                "on": ("M", "m31", 6),
                "kind": "disagree-and-commit",
                "decision": "Cut over before the peak, with the way back open for ten days",
                "dissent": "Dana: too near to the peak by two weeks. She stands by the date all the same.",
                "respect": 5,
            },
        ],
    },
    {
        "key": "d13",
        "topic": "Which channel earns the credit for a sale",
        "kind": "task",
        "tags": ["attribution", "budget"],
        "positions": {
            "me": "Last click. It is crude, but anybody can check it.",
            "partner": "Shared credit. People see us six times before they buy.",
        },
        "restated": {
            "me": "A model that only its author can explain will not pass finance.",
            "partner": "What cannot be clicked is being starved.",
        },
        "heat": {"me": 3, "partner": 4},
        "customer": "u02",
        "meeting": "m41",
        "events": [
            {"act": "raise", "by": "partner", "on": ("M", "m41", 0)},
            {"act": "discuss", "by": "me", "on": ("M", "m41", 5)},
            {
                "act": "resolve",
                "by": "partner",
                "on": ("M", "m41", 9),
                "kind": "test-agreed",
                "decision": "Two regions, eight weeks, spend held flat in one; the difference decides",
                "respect": 4,
            },
            {
                "act": "reopen",
                "by": "partner",
                "on": ("M", "m45", 6),
                "new_fact": "Four in ten web sales to members began in a shop the week before",
                "heat": 4,
            },
            {
                "act": "discuss",
                "by": "me",
                "on": ("M", "m46", 0),
                "note": "The test cannot see the shops. Do we mend it or start again?",
            },
        ],
    },
    {
        "key": "d14",
        "topic": "Campaign builders under IT's roof",
        "kind": "process",
        "tags": ["teams"],
        "positions": {
            "me": "They write code and should sit with those who review it.",
            "partner": "They build campaigns and should sit with those who plan them.",
        },
        "heat": {"me": 2, "partner": 3},
        "meeting": "m35",
        "events": [
            {"act": "raise", "by": "me", "on": ("M", "m35", 0)},
            {
                "act": "park",
                "by": "partner",
                "on": ("M", "m36", 0),
                "revisit_on": ("M", "m39", 0),
                "reason": "See first how Grace fares on the other side",
            },
            {
                "act": "lapse",
                "by": "me",
                "on": ("M", "m39", 0),
                "reason": "They share a room now and report where they did; nobody asks any more",
            },
        ],
    },
    {
        "key": "d15",
        "topic": "Till rows with member numbers for Marketing's analysts",
        "kind": "process",
        "tags": ["data", "sandbox"],
        "positions": {
            "me": "Aggregates only. A till row and a number is a person's Tuesday.",
            "partner": "Two named analysts, logged. Without rows we argue about models for ever.",
        },
        "restated": {
            "me": "You promised members that nobody looks at their basket.",
            "partner": "You would take any rule, as long as the question can be answered.",
        },
        "heat": {"me": 3, "partner": 4},
        "meeting": "m45",
        "events": [
            {"act": "raise", "by": "partner", "on": ("M", "m44", 2)},
            {"act": "discuss", "by": "me", "on": ("M", "m45", 0), "note": "Closer than it looked: who, not whether"},
            {
                "act": "escalate",
                "by": "partner",
                "on": ("M", "m46", 0),
                "decider": "Helen Marsh, data-protection officer",
                "question": "May two named analysts read till rows with member numbers, for three months?",
                "by_when": ("M", "m48", 0),
            },
        ],
    },
    {
        "key": "d16",
        "topic": "The agency's chat tool went live past our review",
        "kind": "task",
        "tags": ["agency", "standards"],
        "positions": {
            "me": "It answers members in our name and nobody has read what it says.",
            "partner": "It was a trial on three pages, and the review had no free date.",
        },
        "heat": {"me": 4, "partner": 2},
        "events": [
            {"act": "raise", "by": "me", "on": -5, "heat": 4},
        ],
    },
)

DISAGREEMENTS: tuple[dict[str, object], ...] = DISAGREEMENTS_FIRST_YEAR + DISAGREEMENTS_SECOND_YEAR
