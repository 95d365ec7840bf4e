"""What they told each other after the events of the second year, and all of it together. Read as story_meetings says.

Now: one is asked for and not given (f25), two are given and not heard yet, one each way (f23, f24).
"""

from storage.sample.story_feedback_first import FEEDBACK_FIRST_YEAR

FEEDBACK_SECOND_YEAR: tuple[dict[str, object], ...] = (
    {
        "key": "f14",
        "from": "partner",
        "to": "me",
        "about": "How the second member list was handled",
        "about_on": ("M", "m22", 8),
        "worked": "You asked why before you asked who.",
        "rework": "The mail to all staff came before my own team had heard it from me.",
        "meeting": "m23",
        "events": [
            {"act": "give", "by": "partner", "on": ("M", "m23", 0)},
            {"act": "acknowledge", "by": "me", "on": ("M", "m23", 0)},
            {"act": "will_act", "by": "me", "on": ("M", "m23", 1)},
        ],
    },
    {
        "key": "f15",
        "from": "me",
        "to": "partner",
        "about": "Member interviews shown as films",
        "about_on": ("M", "m24", 0),
        "worked": "Nobody argued with the father in the shop. We had argued with every chart.",
        "meeting": "m24",
        "events": [
            {"act": "give", "by": "me", "on": ("M", "m24", 1)},
            {"act": "acknowledge", "by": "partner", "on": ("M", "m24", 2)},
        ],
    },
    {
        "key": "f16",
        "from": "partner",
        "to": "me",
        "about": "Vendor days for the CRM",
        "about_on": ("M", "m26", 2),
        "worked": "Campaign people held the mouse, not the salesmen.",
        "rework": "Five half days for three vendors. Two full days would have done.",
        "events": [
            {"act": "request", "by": "me", "on": ("M", "m26", 2)},
            {"act": "give", "by": "partner", "on": ("M", "m26", 6)},
            {"act": "acknowledge", "by": "me", "on": ("M", "m26", 7)},
            {
                "act": "wont_act",
                "by": "me",
                "on": ("M", "m26", 7),
                "reason": "Half days are what lets the shop people come at all",
            },
        ],
    },
    {
        "key": "f17",
        "from": "me",
        "to": "partner",
        "about": "Interview on repairs in the trade paper",
        "about_on": ("M", "m29", 1),
        "worked": "You let the workshop woman speak and stepped back.",
        "rework": "You named a month for the booking page. We have not said it to each other yet.",
        "events": [
            {"act": "give", "by": "me", "on": ("M", "m29", 2)},
            {"act": "acknowledge", "by": "partner", "on": ("M", "m30", 0)},
            {"act": "will_act", "by": "partner", "on": ("M", "m30", 0)},
        ],
    },
    {
        "key": "f18",
        "from": "partner",
        "to": "me",
        "about": "Rehearsal of the CRM cutover",
        "about_on": ("M", "m31", 1),
        "worked": "The clock on the wall. Everybody knew where we stood.",
        "rework": "My people were told when to come, not what they would decide.",
        "events": [
            {"act": "request", "by": "me", "on": ("M", "m31", 1)},
            {"act": "give", "by": "partner", "on": ("M", "m31", 3)},
            {"act": "acknowledge", "by": "me", "on": ("M", "m31", 6)},
            {"act": "will_act", "by": "me", "on": ("M", "m31", 6)},
            {
                "act": "follow_up",
                "by": "partner",
                "on": ("M", "m34", 0),
                "note": "On the real weekend each name on the run sheet had a decision beside it",
            },
        ],
    },
    {
        "key": "f19",
        "from": "me",
        "to": "partner",
        "about": "Cutover weekend, seen from the machine room",
        "about_on": ("M", "m33", 3),
        "worked": "You came at four in the morning with breakfast and asked no question.",
        "meeting": "m34",
        "events": [
            {"act": "give", "by": "me", "on": ("M", "m34", 0)},
            {"act": "acknowledge", "by": "partner", "on": ("M", "m34", 0)},
        ],
    },
    {
        "key": "f20",
        "from": "partner",
        "to": "me",
        "about": "Thank-you mail after the cutover",
        "about_on": ("M", "m33", 5),
        "worked": "Forty names, not one forgotten; mine was in the middle, where it belongs.",
        "rework": "It went out on a day when half of them slept in. Wait until they can read it together.",
        "events": [
            {"act": "give", "by": "partner", "on": ("M", "m34", 1)},
            {"act": "acknowledge", "by": "me", "on": ("M", "m34", 2)},
            {"act": "will_act", "by": "me", "on": ("M", "m34", 2)},
        ],
    },
    {
        "key": "f21",
        "from": "me",
        "to": "partner",
        "about": "Celebration of the loyalty result",
        "about_on": ("M", "m38", -1),
        "worked": "Two teams on one stage and no logo larger than the people.",
        "rework": "The shops heard of it a day later. They had earned it first.",
        "meeting": "m38",
        "events": [
            {"act": "request", "by": "partner", "on": ("M", "m38", 0)},
            {"act": "give", "by": "me", "on": ("M", "m38", 4)},
            {"act": "acknowledge", "by": "partner", "on": ("M", "m38", 5)},
            {
                "act": "follow_up",
                "by": "partner",
                "on": ("M", "m40", 0),
                "note": "Rang all 64 managers; eleven asked when the next one is",
            },
        ],
    },
    {
        "key": "f22",
        "from": "partner",
        "to": "me",
        "about": "How I explained the regional test to finance",
        "about_on": ("M", "m42", 1),
        "worked": "You said first what would prove you wrong.",
        "rework": "Error bars lost the room. Say between four and nine, then stop.",
        "events": [
            {"act": "request", "by": "me", "on": ("M", "m42", 1)},
            {"act": "give", "by": "partner", "on": ("M", "m42", 3)},
            {"act": "acknowledge", "by": "me", "on": ("M", "m42", 6)},
            {"act": "will_act", "by": "me", "on": ("M", "m42", 6)},
        ],
    },
    {
        "key": "f23",
        "from": "partner",
        "to": "me",
        "about": "Answer to the CFO on the joint budget line",
        "about_on": -9,
        "worked": "You said ours eleven times and mine not once.",
        "rework": "The third year is a wish. Show two, and say why not three.",
        "events": [
            {"act": "give", "by": "partner", "on": -6},
        ],
    },
    {
        "key": "f24",
        "from": "me",
        "to": "partner",
        "about": "Trailer for the repair service",
        "about_on": -11,
        "worked": "The old jacket is the hero; it needs no voice over it.",
        "rework": "It promises a week. The workshop counts on nine days.",
        "events": [
            {"act": "give", "by": "me", "on": -8},
        ],
    },
    {
        "key": "f25",
        "from": "partner",
        "to": "me",
        "about": "Board presentation of the data plan",
        "about_on": -7,
        "events": [
            {"act": "request", "by": "me", "on": -6},
        ],
    },
)

FEEDBACK: tuple[dict[str, object], ...] = FEEDBACK_FIRST_YEAR + FEEDBACK_SECOND_YEAR
