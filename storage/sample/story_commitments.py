"""What the two owe each other now, and all commitments together. Read as story_meetings says.

Whatever day today is: two of the partner's are late and one of mine, two asks wait for an answer, two reports wait to
be accepted, one new date waits for a word, at least three fall due in the next ten days, two have no date.
"""

from storage.sample.story_commitments_crm import COMMITMENTS_CRM
from storage.sample.story_commitments_portal import COMMITMENTS_PORTAL
from storage.sample.story_commitments_since import COMMITMENTS_SINCE
from storage.sample.story_commitments_start import COMMITMENTS_START

COMMITMENTS_NOW: tuple[dict[str, object], ...] = (
    {
        "key": "c48",
        "from": "partner",
        "to": "me",
        "text": "Agency tools still without a contract, on one list",
        "why": "The chat tool was not the first",
        "handled_by": "Nora Quist, brand",
        "meeting": "m45",
        "events": [
            {"act": "promise", "by": "partner", "on": ("M", "m45", 0), "due": ("M", "m45", 8), "attested_by": "both"},
        ],
    },
    {
        "key": "c49",
        "from": "partner",
        "to": "me",
        "text": "Test regions: what the media side sees",
        "done_means": "Sales a week by channel, before any model",
        "handled_by": "Felix Brandt, performance",
        "meeting": "m45",
        "disagreement": "d13",
        "events": [
            {"act": "promise", "by": "partner", "on": ("M", "m45", 0), "due": ("M", "m45", 10)},
        ],
    },
    {
        "key": "c50",
        "from": "me",
        "to": "partner",
        "text": "Till sales joined to member numbers",
        "why": "The test counts only what the web shop sees",
        "handled_by": "Tomasz Wilk, data platform",
        "meeting": "m44",
        "disagreement": "d13",
        "events": [
            {"act": "promise", "by": "me", "on": ("M", "m44", 0), "due": ("M", "m45", 2)},
            {
                "act": "propose",
                "by": "me",
                "on": ("M", "m45", 0),
                "due": ("M", "m45", 9),
                "reason": "A third of the tills send yesterday's numbers twice",
                "reason_code": "technical",
            },
            {"act": "agree", "by": "partner", "on": ("M", "m45", 0)},
        ],
    },
    {
        "key": "c51",
        "from": "me",
        "to": "partner",
        "text": "Draft rules for machine-written texts",
        "done_means": "One page the agency can be held to",
        "meeting": "m46",
        "events": [
            {"act": "promise", "by": "me", "on": ("M", "m46", 0), "due": 2},
        ],
    },
    {
        "key": "c52",
        "from": "partner",
        "to": "me",
        "text": "Names for the second exchange",
        "why": "Grace's place in loyalty stands empty",
        "meeting": "m46",
        "events": [
            {"act": "promise", "by": "partner", "on": ("M", "m46", 0), "due": ("M", "m47", 0)},
        ],
    },
    {
        "key": "c53",
        "from": "partner",
        "to": "me",
        "text": "Brief for the page where repairs are booked",
        "handled_by": "Ines Carvalho, loyalty",
        "criterion": "k02",
        "meeting": "m45",
        "events": [
            {"act": "promise", "by": "partner", "on": ("M", "m45", 0), "due": 6},
        ],
    },
    {
        "key": "c54",
        "from": "me",
        "to": "partner",
        "text": "Loyalty balance at every till",
        "why": "Members ask at the till and are sent to the website",
        "done_means": "All 64 shops, answer under a second",
        "handled_by": "Lena Vogt, integration",
        "meeting": "m44",
        "events": [
            {"act": "promise", "by": "me", "on": ("M", "m44", 0), "due": 9},
            {
                "act": "propose",
                "by": "me",
                "on": ("M", "m46", 0),
                "due": 23,
                "reason": "The till supplier ships two weeks late",
                "reason_code": "vendor",
            },
        ],
    },
    {
        "key": "c55",
        "from": "me",
        "to": "partner",
        "text": "Shop stock in the member portal",
        "why": "People drive forty minutes for a boot we sold yesterday",
        "events": [
            {"act": "request", "by": "partner", "on": -4, "wanted_by": 45},
        ],
    },
    {
        "key": "c56",
        "from": "partner",
        "to": "me",
        "text": "One owner for the product descriptions",
        "why": "Four teams write them and none reads the whole",
        "events": [
            {"act": "request", "by": "me", "on": -3, "wanted_by": 21},
        ],
    },
    {
        "key": "c57",
        "from": "me",
        "to": "partner",
        "text": "Survey tool behind our own login",
        "handled_by": "Rashid Karim, security",
        "meeting": "m45",
        "events": [
            {"act": "promise", "by": "me", "on": ("M", "m45", 0), "due": ("M", "m46", 0)},
            {
                "act": "report",
                "by": "me",
                "on": ("M", "m46", -1),
                "evidence": "Both survey teams signed in this morning",
            },
        ],
    },
    {
        "key": "c58",
        "from": "partner",
        "to": "me",
        "text": "Old newsletter list merged into the CRM",
        "handled_by": "Yusuf Demir, campaigns",
        "meeting": "m44",
        "events": [
            {"act": "promise", "by": "partner", "on": ("M", "m44", 0), "due": ("M", "m45", 10)},
            {
                "act": "report",
                "by": "partner",
                "on": ("M", "m45", 9),
                "done_on": ("M", "m45", 8),
                "evidence": "8,400 addresses, 1,100 without consent left out",
            },
        ],
    },
    {
        "key": "c59",
        "from": "partner",
        "to": "me",
        "text": "A mentor for Tomasz on speaking to a full room",
        "why": "He knows the most and is heard the least",
        "private": True,
        "events": [
            {"act": "promise", "by": "partner", "on": ("M", "m43", 2)},
        ],
    },
    {
        "key": "c60",
        "from": "me",
        "to": "partner",
        "text": "Speak for her budget before she has to ask",
        "why": "She would never ask",
        "private": True,
        "events": [
            {"act": "promise", "by": "me", "on": ("M", "m45", 1)},
        ],
    },
)

COMMITMENTS: tuple[dict[str, object], ...] = (
    *COMMITMENTS_START,
    *COMMITMENTS_PORTAL,
    *COMMITMENTS_CRM,
    *COMMITMENTS_SINCE,
    *COMMITMENTS_NOW,
)
