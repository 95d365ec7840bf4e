"""The made-up story: two people, their alliance and when they met. How all the story files are to be read:

**Records.** Every constant is a tuple of dicts, one a record; the constant says the type (`MEETINGS` are meetings).
`key` is the record's handle, unique over the whole story. All other names are the fields of the interchange file, with
the same meaning and the same lists of words. Exceptions, all of them: a meeting has `slot`, `shift` and `time` where
the file has `starts_at`; no record names its `alliance`, since there is one. What is absent is absent in the file.

**Persons** are `"me"` (the principal, the log's owner) and `"partner"`, as values (`by`, `from`, `to`, `of`, `about`,
`raised_by`, `team_of`) and as the keys of `positions`, `restated`, `heat` and `agreed`. `restated["me"]` is my position
in the partner's words. `recorded_by` may also be a name, taken as it stands.

**References** are keys: `meeting`, `criterion`, `disagreement`, `customer`, `supersedes`, each in `carried`.

**Dates** are an int, days from today (0 today, negative past), or `("M", key, days)`: so many days after the day of
that meeting. They stand in `on`, `due`, `wanted_by`, `done_on`, `by_when`, `revisit_on`, `started_on`, `decided_on`,
`review_on`, `about_on`, `due_on`, `met_on`, `opened_on`, `confirmed_on`, `answered_on`, `from_on`, `until_on`, and as
the values of `agreed`.

**Days of meetings.** `slot` counts the dates that the cadence expects: 0 is the first one not before today, -1 the last
one before today. The day is that date plus `shift` days (absent: 0); a meeting off the rhythm has a big shift. `time`
is the local time of day (absent: 14:00). With slot 0 at d days from today (0 to 13), a meeting is at
d + 14 * slot + shift. The first expected date is slot -52, the Tuesday after `started_on`. Where two Tuesdays could be
slot 0, the story reads best with the one that lies 2 to 8 days ahead; it is legal with any.

**Events** stand in `events` in their order: `act`, `by`, `on`, then what the act needs. No event, and no other date of
something that has happened, lies after today, whatever d is.
"""

from storage.sample.story_meetings_second import MEETINGS_SECOND_YEAR

PEOPLE: tuple[dict[str, object], ...] = (
    {
        "key": "me",
        "name": "Jay Moran",
        "role": "CIO",
        "organisation": "Halden & Rowe",
        "email": "jay.moran@haldenrowe.example",
    },
    {
        "key": "partner",
        "name": "Dana Reyes",
        "role": "CMO",
        "organisation": "Halden & Rowe",
        "email": "dana.reyes@haldenrowe.example",
    },
)

ALLIANCE: dict[str, object] = {
    "key": "alliance",
    "principal": "me",
    "partner": "partner",
    "cadence": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=14;BYMINUTE=0",
    "timezone": "Europe/London",
    "started_on": ("M", "m01", -4),
    "purpose": "One member, one memory: shops, web shop and loyalty scheme know the same person",
}

MEETINGS_FIRST_YEAR: tuple[dict[str, object], ...] = (
    {
        "key": "m01",
        "slot": -52,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "notes": "- Why we do this: a member hears from us twice and is served once\n"
        "- Every other Tuesday at two; either may choose the place\n"
        "- First: **where member data lives**, and one calendar that both teams read",
        "help_asked": [
            {"of": "partner", "heard": "Stop learning of releases from the web shop itself", "played_back": True},
            {"of": "me", "heard": "Volumes before a mailing goes out, not after it", "played_back": True},
        ],
        "rating": 4,
    },
    {
        "key": "m02",
        "slot": -51,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "A straight answer on what the old loyalty database can do", "played_back": True}
        ],
        "rating": 3,
    },
    {
        "key": "m03",
        "slot": -50,
        "time": "08:45",
        "minutes": 45,
        "place": "coffee",
        "state": "held",
        "notes": "Split settled over two coffees: Marketing owns what a member sees, IT owns keys and rules.\n\n"
        "Her words, worth keeping: *a member is not a row, she is on her way to a hill*.",
        "help_asked": [{"of": "me", "heard": "Bring the need, not a tool the agency picked", "played_back": True}],
        "rating": 4,
    },
    {
        "key": "m04",
        "slot": -49,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "notes": "- Customer card signed: five groups, families first\n"
        "- Checkout two seconds slower since last week; eleven tags, no owners",
        "help_asked": [{"of": "partner", "heard": "One engineer the campaign team may ring", "played_back": False}],
        "rating": 4,
    },
    {
        "key": "m05",
        "slot": -48,
        "minutes": 50,
        "place": "office",
        "state": "missed",
        "reason": "Travel: Dana at the supplier fair, Jay at the data-centre move",
    },
    {
        "key": "m06",
        "slot": -47,
        "shift": 1,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "Figures about members without a ticket for each one", "played_back": True}
        ],
        "private_notes": "The freeze talk got sharp. Slower next time, and no going upstairs before we tried twice.",
        "rating": 2,
    },
    {
        "key": "m07",
        "slot": -46,
        "time": "12:30",
        "minutes": 75,
        "place": "lunch",
        "state": "held",
        "notes": "- Discount chain promises pick-up within the hour; we need three\n"
        "- Freeze is with Marta now, both cases on one page\n"
        "- Extract without names: nightly, by the data platform",
        "help_asked": [
            {"of": "me", "heard": "Say a good word for the freeze among the shop managers", "played_back": True}
        ],
        "rating": 4,
    },
    {
        "key": "m08",
        "slot": -45,
        "minutes": 30,
        "place": "video",
        "state": "held",
        "rating": 3,
    },
    {
        "key": "m09",
        "slot": -41,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "notes": "- Three dates lost in eight weeks and neither of us rang\n"
        "- From now on **a date moves only to another date**\n"
        "- Portal brief is in, nearly four weeks after its day; still wanted right after the peak",
        "help_asked": [
            {
                "of": "partner",
                "heard": "Ring me when you are drowning, before I read it in a report",
                "played_back": True,
            },
            {"of": "me", "heard": "Briefs that say what may be left out", "played_back": True},
        ],
        "rating": 4,
    },
    {
        "key": "m10",
        "slot": -40,
        "time": "16:00",
        "minutes": 60,
        "place": "walk",
        "state": "held",
        "help_asked": [{"of": "partner", "heard": "Members who trust us with their address", "played_back": True}],
        "rating": 5,
    },
    {
        "key": "m11",
        "slot": -39,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "Six shops where the till asks for consent in one line", "played_back": True}
        ],
    },
    {
        "key": "m12",
        "slot": -38,
        "minutes": 40,
        "place": "video",
        "state": "held",
        "help_asked": [{"of": "me", "heard": "The agency's licences on one list, with prices", "played_back": False}],
        "rating": 3,
    },
    {
        "key": "m13",
        "slot": -37,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "notes": "- Portal goes live on Friday at ten\n"
        "- Load test half run; we go on judgement (mine)\n"
        "- One mail to all 410,000 members, although Dana offered five waves",
        "rating": 3,
    },
    {
        "key": "m14",
        "slot": -37,
        "shift": 6,
        "time": "07:30",
        "minutes": 90,
        "place": "office",
        "state": "held",
        "notes": "- Down from 10:12 on Friday until Saturday noon\n"
        "- 38,000 members met an error page, 2,100 wrote to us\n"
        "- Facts first, then a plan, no names",
        "help_asked": [
            {"of": "partner", "heard": "One person who tells us the truth every two hours", "played_back": True}
        ],
        "private_notes": "Dana took the calls all weekend and never said that she had offered waves. Thank her.",
        "rating": 4,
    },
    {
        "key": "m15",
        "slot": -36,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "help_asked": [
            {"of": "me", "heard": "A launch plan I can test against, with no Friday in it", "played_back": True},
            {
                "of": "partner",
                "heard": "Balances of the old members right before anybody is invited",
                "played_back": True,
            },
        ],
        "rating": 4,
    },
    {
        "key": "m16",
        "slot": -35,
        "shift": 2,
        "time": "12:30",
        "minutes": 60,
        "place": "lunch",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "Public thanks to those who worked the weekend", "played_back": True}
        ],
    },
    {
        "key": "m17",
        "slot": -34,
        "minutes": 50,
        "place": "office",
        "state": "missed",
        "reason": "Board crisis: extraordinary session on the portal, called the evening before",
    },
    {
        "key": "m18",
        "slot": -33,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "notes": "- First wave tomorrow, 20,000 members, the shops' own staff among them\n"
        "- Stop rule agreed: two seconds on the balance page, then we pause\n"
        "- Slides for the board go round two days before, both ways",
        "help_asked": [
            {"of": "partner", "heard": "Somebody from IT in the shop on the first day", "played_back": True}
        ],
        "rating": 4,
    },
    {
        "key": "m19",
        "slot": -32,
        "time": "09:00",
        "minutes": 45,
        "place": "coffee",
        "state": "held",
        "notes": "All five waves out, slowest page 1.3 seconds. 61,000 joined in a fortnight.\n\n"
        "We take leave one after the other, so that one of us is always there.",
        "help_asked": [
            {"of": "me", "heard": "A reason for the CFO why a quiet launch is worth its cost", "played_back": True}
        ],
        "rating": 5,
    },
    {
        "key": "m20",
        "slot": -29,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "A CRM that the campaign team can work by itself", "played_back": True}
        ],
        "rating": 3,
    },
    {
        "key": "m21",
        "slot": -28,
        "time": "16:00",
        "minutes": 60,
        "place": "walk",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "A place where Felix can ask the data without asking us", "played_back": True}
        ],
        "private_notes": "Her father is ill. She may drop a date or two; cover for her without a word.",
        "rating": 5,
    },
    {
        "key": "m22",
        "slot": -27,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "notes": "A year of Tuesdays: 19 of 26 dates kept, most of what was lost lay in one gap.\n\n"
        "- CRM: three vendors left, standard first\n"
        "- Twelve members will be asked at home, not in a panel",
        "help_asked": [
            {"of": "me", "heard": "Ranked needs, so that the vendors cannot sell us everything", "played_back": True}
        ],
        "rating": 4,
    },
)

MEETINGS: tuple[dict[str, object], ...] = MEETINGS_FIRST_YEAR + MEETINGS_SECOND_YEAR
