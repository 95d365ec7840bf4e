"""When the two met in the second year, and the two meetings to come. Read as story_meetings says."""

MEETINGS_SECOND_YEAR: tuple[dict[str, object], ...] = (
    {
        "key": "m23",
        "slot": -26,
        "minutes": 40,
        "place": "video",
        "state": "held",
        "help_asked": [
            {"of": "me", "heard": "An hour in which nobody is blamed for the second list", "played_back": True}
        ],
        "rating": 3,
    },
    {
        "key": "m24",
        "slot": -25,
        "shift": -1,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "notes": "- Customer card, second version: people who repair move up to third\n"
        "- Watched two of the films; a father in a shop, four minutes, no member number\n"
        "- Sign-up has eleven fields, people leave at the sixth",
        "help_asked": [
            {"of": "partner", "heard": "Engineers who have heard a member speak, once each", "played_back": True},
            {"of": "me", "heard": "Interview findings as needs, without screens drawn in", "played_back": True},
        ],
        "rating": 5,
    },
    {
        "key": "m25",
        "slot": -24,
        "time": "12:30",
        "minutes": 60,
        "place": "lunch",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "The data-protection officer as a guest, not a gate", "played_back": True}
        ],
    },
    {
        "key": "m26",
        "slot": -23,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "notes": "- Sandbox open to six analysts, three from each side\n"
        "- No names in it, regions at the finest; written down as a guideline\n"
        "- Thursday's mailing slowed the portal again: alarm must ring at both of us",
        "help_asked": [{"of": "me", "heard": "Next week's sends on paper each Thursday", "played_back": True}],
        "rating": 3,
    },
    {
        "key": "m27",
        "slot": -22,
        "minutes": 50,
        "place": "office",
        "state": "cancelled",
        "reason": "Stocktake: both of us on shift in the distribution centre",
    },
    {
        "key": "m28",
        "slot": -21,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "notes": "Exchange agreed: Grace goes to loyalty for six months, an analyst comes back the other way later.\n\n"
        "Freeze for the coming peak cut to three weeks. Last time three releases were named and three went through.",
        "help_asked": [
            {"of": "partner", "heard": "Grace's time for real, not on top of her old desk", "played_back": True},
            {"of": "me", "heard": "A manager for her who says what good looks like", "played_back": True},
        ],
        "rating": 4,
    },
    {
        "key": "m29",
        "slot": -20,
        "time": "08:45",
        "minutes": 45,
        "place": "coffee",
        "state": "held",
        "help_asked": [{"of": "partner", "heard": "A cutover date she can tell the agency once", "played_back": True}],
        "rating": 3,
    },
    {
        "key": "m30",
        "slot": -19,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "help_asked": [
            {"of": "me", "heard": "Campaign leads who test in working hours, not at night", "played_back": False}
        ],
    },
    {
        "key": "m31",
        "slot": -18,
        "minutes": 40,
        "place": "video",
        "state": "held",
        "notes": "- Rehearsal took nine hours; the weekend allows fourteen\n"
        "- One segment in forty came out wrong, found by the campaign team in an hour\n"
        "- Not of one mind on the date. Decide by Monday, then stop",
        "help_asked": [
            {"of": "partner", "heard": "A way back that was tried, not one that is drawn", "played_back": True}
        ],
        "rating": 3,
    },
    {
        "key": "m32",
        "slot": -17,
        "time": "16:30",
        "minutes": 60,
        "place": "walk",
        "state": "held",
        "help_asked": [{"of": "partner", "heard": "Shop stock on a phone, true to the hour", "played_back": True}],
        "rating": 4,
    },
    {
        "key": "m33",
        "slot": -16,
        "shift": 1,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "help_asked": [
            {"of": "me", "heard": "Nobody changes a list after Thursday six o'clock", "played_back": True},
            {"of": "partner", "heard": "A number that answers on Saturday night", "played_back": True},
        ],
        "private_notes": "Told her about the offer from the other firm. She only asked what would make me stay.",
        "rating": 4,
    },
    {
        "key": "m34",
        "slot": -13,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "notes": "- Cutover done in eleven hours, the way back not needed\n"
        "- Broken: birthdays of joint accounts. Mended: unsubscribes within the minute\n"
        "- From brief to live still 24 days, most of it waiting; our next measure",
        "help_asked": [
            {"of": "partner", "heard": "Quick small mends while the team still finds its feet", "played_back": True}
        ],
        "rating": 5,
    },
    {
        "key": "m35",
        "slot": -12,
        "time": "12:30",
        "minutes": 60,
        "place": "lunch",
        "state": "held",
        "help_asked": [
            {"of": "me", "heard": "Not to lose the builders while their roof is argued over", "played_back": True}
        ],
        "rating": 3,
    },
    {
        "key": "m36",
        "slot": -11,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "notes": "Second purchases at **39 in 100**, the mark was 38. Both teams named on one slide, same size.\n\n"
        "Next: one-page briefs from all four teams.",
        "help_asked": [
            {"of": "partner", "heard": "The figure explained so that finance believes it", "played_back": True}
        ],
        "rating": 5,
    },
    {
        "key": "m37",
        "slot": -10,
        "minutes": 50,
        "place": "office",
        "state": "missed",
        "reason": "Quarter close: Dana held in the forecast round",
    },
    {
        "key": "m38",
        "slot": -10,
        "shift": 3,
        "time": "08:30",
        "minutes": 40,
        "place": "coffee",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "Two hours of Felix's week given back from reports", "played_back": True}
        ],
    },
    {
        "key": "m39",
        "slot": -9,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "help_asked": [
            {"of": "me", "heard": "One voice per brief, so that a question has an address", "played_back": True}
        ],
        "rating": 4,
    },
    {
        "key": "m40",
        "slot": -8,
        "minutes": 45,
        "place": "video",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "Let members turn down the volume before they leave", "played_back": True}
        ],
        "rating": 4,
    },
    {
        "key": "m41",
        "slot": -7,
        "shift": 1,
        "minutes": 60,
        "place": "office",
        "state": "held",
        "notes": "- Three models, three winners; each pays its own author\n"
        "- Dana: last click starves the brand. I: shared credit cannot be checked\n"
        "- Both would accept a test that either could lose",
        "help_asked": [{"of": "partner", "heard": "A test that the CFO cannot call ours", "played_back": True}],
        "rating": 2,
    },
    {
        "key": "m42",
        "slot": -5,
        "minutes": 45,
        "place": "video",
        "state": "held",
        "help_asked": [
            {"of": "me", "heard": "Media kept flat in both regions, whatever the agency says", "played_back": True}
        ],
        "rating": 4,
    },
    {
        "key": "m43",
        "slot": -4,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "notes": "- Brief to live: 14 days, one went in six\n"
        "- One budget line for what serves both, draft to the CFO within the month\n"
        "- Agency left three leavers' accounts open; late, and they know it",
        "help_asked": [
            {"of": "partner", "heard": "A yes or no on each new tag within three days", "played_back": True}
        ],
        "rating": 4,
    },
    {
        "key": "m44",
        "slot": -3,
        "time": "16:00",
        "minutes": 60,
        "place": "walk",
        "state": "held",
        "help_asked": [
            {"of": "me", "heard": "Grace back with a bigger job than the one she left", "played_back": True}
        ],
        "rating": 5,
    },
    {
        "key": "m45",
        "slot": -2,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "help_asked": [
            {"of": "partner", "heard": "Till rows for two of her analysts, under any rule", "played_back": True},
            {"of": "me", "heard": "Every agency tool on one list, contracts or not", "played_back": True},
        ],
        "private_notes": "She is worn by the new finance chief's questions. Offer to sit beside her, not in front.",
        "rating": 3,
    },
    {
        "key": "m46",
        "slot": -1,
        "minutes": 50,
        "place": "office",
        "state": "held",
        "notes": "- Test regions: no result on paper yet, and already two readings of it\n"
        "- Till rows: not ours to settle, the data-protection officer is asked\n"
        "- Balance at the till slips, the supplier ships two weeks late",
        "help_asked": [
            {
                "of": "partner",
                "heard": "Rules for machine-written copy before the agency makes its own",
                "played_back": True,
            }
        ],
        "rating": 3,
    },
    {
        "key": "m47",
        "slot": 0,
        "minutes": 50,
        "place": "office",
        "state": "planned",
    },
    {
        "key": "m48",
        "slot": 1,
        "time": "16:00",
        "minutes": 60,
        "place": "walk",
        "state": "planned",
    },
)
