"""Words for the big made-up log: disagreements, feedback, notes and what serves both. Every function is pure."""

from random import Random

from storage.sample.phrases import SUBJECTS, filled, listed, person_name

# topic; what one side holds; what the other holds
_CLASHES = (
    listed("Who owns #; We answer for it, so we decide; We use it daily, so we decide"),
    listed("Buy or build for #; Buy: others have solved it; Build: nobody has our case"),
    listed("Pace of change in #; Slowly, one site at a time; At once, half measures cost double"),
    listed("Who pays for #; Who uses it pays; Who chose it pays"),
    listed("Outside help for #; Outsiders, we have no hands; Our own people, or we never learn it"),
    listed("How far # is opened; To all, or they make copies; To a few, it holds names"),
    listed("One standard for #; One for all sites; Each site as it needs"),
    listed("Whether # may wait; It may wait for the close; It has waited for a year"),
    listed("Who speaks to the supplier of #; One voice, and that is ours; Whoever has the question"),
    listed("What counts as done in #; Done is when it runs; Done is when it is used"),
    listed("Risk in changing #; Too great before the audit; Smaller than leaving it"),
    listed("Report on # to the board; Monthly, with every figure; Quarterly, with the story"),
)
_LET_DOWNS = listed("""
    # stood still for a day; Wrong figures from #; A date for # missed and not told; # changed without a word;
    Copies of # in the wrong hands; A customer waited for #
""")
_FRICTIONS = listed("""
    Heard of # from a third person; Sharp words over # before others; # taken to the board first;
    No answer on # for a fortnight; Praise for # in one name only
""")
_BECAUSE = listed("""
    we carry the risk; the season does not wait; I have promised it to the plants; last year taught us;
    the auditor will ask me; nobody else reads the whole; the team is worn out; it costs less than arguing about it;
    our customer feels it first; the contract says so; we tried the other way; two people hold it all in their heads;
    the figures are on my side; I would not want to explain it
""")
_SETTLED = listed("""
    # gets one owner, the other is asked first; # half now, half after the audit; # is tried at two sites for six weeks;
    # stays as it is, with a date to look again; # is paid in halves; # follows the standard, with two exceptions;
    Both sign for #, and either may stop it; # goes outside for a year, then comes home; The short form of # at once;
    The plants decide on # between the two; # as the pilot shows it; # has a limit, and a call beyond it
""")
_NEW_FACTS = listed("""
    The pilot of # at the second site says otherwise; The supplier of # has changed its terms;
    # failed again on a weekend; The costs of # came in at twice the sum; The regulator has written about #;
    Half the users of # went back; The person who held # has left; The figures on # were from before the merger
""")
_LESSONS = listed("""
    Ask about # before the week in which it is needed; Write down who decides on #; A small test of # beats a long talk;
    Ring about # on the day, not after it; Count # before arguing over it; Nobody reads a rule on # that came by mail;
    On # the night shift knows first; A date for # without a name is a wish; Let the team explain # in its own words;
    Do not mend # on a Friday
""")
_CALM = listed("""
    The need for # is gone; Overtaken by the new contract for #; Neither of us would raise # today;
    The site with # was closed; # solved itself with the move; The question went when # did
""")

_EVENTS = listed("""
    Talk on # at the all-hands; Board paper on #; Answer to the auditors on #; Workshop on #; Site visit about #;
    Launch of #; Mail to all staff about #; Steering round on #; Call with the supplier of #; Training hour on #;
    Budget round, part on #; Press question on #
""")
_WORKED = listed("""
    You began with the figure on #; You let the team speak of #; You said what you did not know about #;
    # on one page and no annex; You named those who built #; You asked about # before you answered;
    The example of # from a plant; You kept # to ten minutes; You gave both sides of #;
    You had rung the doubters of # first; Your drawing of #; On # you stopped when it was said
""")
_EFFECT = listed("""
    nobody looked at a telephone; the questions were good ones; finance nodded; they asked for a copy;
    the room was with you; it saved us a round; even counsel laughed; two people offered help;
    I could repeat it the same evening; the hard part took five minutes
""")
_REWORK = listed("""
    The close on #: end on what they do next; # in half the time; The table on # that nobody could read;
    Say the cost of # before they ask; Fewer names of systems around #; Compare # with nobody;
    After # wait for the answer; Send # the day before; The team heard of # after the others; One date too many for #;
    The joke about #; Give the risk in # a number
""")
_TELLING = listed("""
    it cost you the last row; I lost the thread there; the plants will quote it; it sounded like an excuse;
    the rest was strong enough; they wrote down the wrong thing; people fear what they must guess;
    it hid your best point
""")

_NOTES: dict[str, tuple[str, ...]] = {
    "personal": listed("""
        Runs before work, never call before eight; A daughter who begins school this year;
        Learns the cello, badly and gladly; Grew up over a bakery; Will not fly on a Sunday; Sails with three brothers;
        Reads history on trains; Builds walls of dry stone; Wants to teach one day; Has a dog that hates the telephone;
        A mother to look after, two hours away; Sings in a choir on Thursdays; Keeps bees behind the house;
        Once studied maps; Cooks for twelve without a list; Swims in the lake until the ice; Plays chess by post;
        Twins, and no sleep; Would rather walk than lunch; Restores an old boat; Speaks five languages and hides two;
        Coaches a girls' team; Marries in the autumn; Gave up coffee, do not mention it
    """),
    "priority": listed(
        "# without surprises; # at half the cost; # known by name at every site; One owner for #; # by year end"
    ),
    "success-measure": listed(
        "Measured by errors in #; Lives by the cost of #; Judged by days that # takes; Counts trust in #"
    ),
    "challenge": listed(
        "Nobody left who knows #; # grows faster than the team; Two bosses for #; Old promises about #"
    ),
    "opportunity": listed(
        "# could serve the customer too; A partner would share #; # ends next year; # is better than we tell"
    ),
    "domain": listed(
        "On # the other decides, I warn once; On # I decide, and say so early; # is covered by both, in turns"
    ),
    "learning": listed("""
        What # has to do with cash; How # looks from a plant; Why # is slow by law; Reading the figures of #;
        Where # breaks first; How to explain # in a minute
    """),
    "recognition": listed(
        "Stood up for # when it was not easy; Gave the credit for # away; Kept # alive through the close"
    ),
    "advocacy": listed(
        "Said in the round that # works because of both; Spoke for # before the owners; Defended the cost of #"
    ),
    "introduction": listed(
        "Brought in somebody who ran # elsewhere; The best person on #, for an hour; A user of #, for the team"
    ),
    "suggestion": listed(
        "Show # to the apprentices; Drop one report on #; Swap seats for a day on #; Ask a supplier about #"
    ),
    "question": listed(
        "What others pay for #; Who buys # and why; Which rival does # better; What # would cost a customer"
    ),
    "showing": listed(
        "# on one page, with the figures; How # runs by night; A first version of #; # explained by those who keep it"
    ),
    "expectation": listed(
        "Bad news about # the same day; A named person for #; # explained before it is changed; Dates for # that hold"
    ),
}
_INITIATIVES = listed(
    "Faster to the plant; One set of figures; Fewer systems; First-time right; Joint service; Year of the small site"
)


def clash(rng: Random) -> tuple[str, str, str, str]:
    """A disagreement about the work: its subject, its topic, what one side holds and what the other holds."""
    subject = rng.choice(SUBJECTS)
    topic, one, other = rng.choice(_CLASHES)
    first, second = rng.sample(_BECAUSE, 2)
    return subject, topic.replace("#", subject), f"{one}; {first}.", f"{other}; {second}."


def let_down(rng: Random) -> tuple[str, str]:
    """A let-down: its subject and its topic, what one team did to the other."""
    subject = rng.choice(SUBJECTS)
    return subject, filled(rng, _LET_DOWNS, subject)


def friction(rng: Random) -> tuple[str, str]:
    """A disagreement about how the two deal with each other: its subject and its topic."""
    subject = rng.choice(SUBJECTS)
    return subject, filled(rng, _FRICTIONS, subject)


def position(rng: Random, subject: str) -> str:
    """What one side holds about the subject, where no clash came with the topic."""
    return filled(
        rng, (f"It did not begin there: {rng.choice(_BECAUSE)}.", f"I had said of #: {rng.choice(_BECAUSE)}."), subject
    )


def settled(rng: Random, subject: str) -> str:
    """The decision of a resolution."""
    return filled(rng, _SETTLED, subject)


def new_fact(rng: Random, subject: str) -> str:
    """What reopens a settled disagreement."""
    return filled(rng, _NEW_FACTS, subject)


def lesson(rng: Random, subject: str) -> str:
    """What was learned from a disagreement."""
    return filled(rng, _LESSONS, subject)


def lapsed_reason(rng: Random, subject: str) -> str:
    """Why a disagreement lapsed."""
    return filled(rng, _CALM, subject)


def feedback_event(rng: Random) -> str:
    """The dated event that feedback is about."""
    return filled(rng, _EVENTS)


def worked(rng: Random) -> str:
    """What worked."""
    return f"{filled(rng, _WORKED)}; {rng.choice(_EFFECT)}."


def rework(rng: Random) -> str:
    """The one thing to rework."""
    return f"{filled(rng, _REWORK)}; {rng.choice(_TELLING)}."


def note_text(rng: Random, kind: str) -> str:
    """A note of that kind; KeyError for a kind that does not exist."""
    return filled(rng, _NOTES[kind])


def whom(rng: Random) -> str:
    """To whom something was said, or who was introduced."""
    return f"{person_name(rng)}, {rng.choice(('finance', 'the owners', 'the plants', 'audit', 'sales', 'the board'))}"


def initiative(rng: Random) -> str:
    """A joint initiative to which criteria belong."""
    return rng.choice(_INITIATIVES)


def criterion_name(rng: Random) -> str:
    """What both want to see better, as a figure."""
    return filled(
        rng, listed("Days until # is right; Errors in #, a month; Cost of #, a year; People who use #; Calls about #")
    )
