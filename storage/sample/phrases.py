"""Words for the big made-up log: people, commitments, topics and meetings. Every function is pure: same generator, same
text. What the two say to each other (disagreements, feedback, notes) is in phrases_talk.
"""

from random import Random


def listed(text: str) -> tuple[str, ...]:
    """The phrases of a block, parted by semicolons; line breaks count as spaces."""
    return tuple(" ".join(part.split()) for part in text.split(";"))


FIRST_NAMES = listed("""
    Amara; Anders; Aiko; Bashir; Beatriz; Bram; Carmen; Chidi; Chloe; Dalia; Dmitri; Efua; Elif; Emeka; Esther; Farid;
    Fiona; Gabriel; Greta; Hana; Hugo; Ibrahim; Imani; Ingrid; Ivan; Jana; Javier; Joon; Kamala; Katrin; Kofi; Laila;
    Leila; Luca; Magnus; Malik; Mei; Mira; Mohan; Nadia; Nikolai; Noor; Olena; Omar; Paloma; Pavel; Quinn; Rania; Rohan;
    Ruth; Samir; Sanna; Siobhan; Tariq; Thandi; Tomoko; Uma; Viktor; Wanjiru; Yara
""")

LAST_NAMES = listed("""
    Abara; Adeyemi; Almeida; Andersen; Aydin; Banerjee; Bergstrom; Bianchi; Brennan; Castellanos; Chen; Chowdhury;
    Dlamini; Dubois; Eriksen; Farouk; Fernandes; Fischer; Gallagher; Ghosh; Haddad; Halloran; Hashimoto; Ivanova;
    Jansen; Kaplan; Karlsson; Kimani; Kowalski; Lindgren; Lopes; Mahlangu; Marchetti; Mbeki; Mendoza; Mukherjee;
    Nakamura; Novak; Nyong; Okonkwo; Olsen; Oyelaran; Papadakis; Park; Petrov; Quispe; Rahimi; Reinholt; Rossi; Sato;
    Schreiber; Silva; Tanaka; Tran; Usman; Valdez; Vermeer; Wallin; Yilmaz; Zelenko
""")

ROLES = listed("""
    CIO; CMO; CFO; COO; CHRO; General Counsel; CPO; CTO; CDO; CSO; CRO; Head of Sales; Head of Procurement;
    Head of Logistics; Head of Audit; Head of Risk; Head of Research; Head of Production; Head of Service;
    Head of Strategy; Head of Communications; Head of Quality; Head of Property; Treasurer
""")

PURPOSES = listed("""
    One forecast that both of us sign; Orders that arrive on the day we named; People who stay because the tools work;
    Contracts found in a minute; A close in four days; Suppliers who deal with one of us, not five;
    Research that reaches the shelf; A plant that never waits for data; Risks told before they happen;
    Service that knows what was sold; Prices that hold in every country; A board that hears one story;
    Money spent once; Buildings that fit how we work; Quality seen on the line and not in the letter;
    Partners who join in a week; Audits without a surprise; Claims settled while they are small;
    A data room that is always ready; Fewer systems, better known; Every new starter at work on day one;
    A warehouse that learns; Cash seen a quarter ahead; Sales promises that production can keep;
    Energy used where it earns; A product line that sheds what nobody buys; One answer for the regulator;
    Crises rehearsed together; Translation within the day; Ideas from the floor that are tried;
    Licences we use and no others; Shops and offices on the same side; Expenses that nobody has to chase;
    A release every week that nobody fears; Maintenance before the breakdown; Tenders won on facts;
    Knowledge that outlives a career; A merger that feels like one firm; Trust in the figures, abroad as well;
    Safety that is everybody's; A strategy that fits on one page; Customers who need to tell us once
""")

SECTIONS = ("projects", "customer", "competition", "people", "future", "budget", "learning")
TAGS = listed(
    "data; budget; agency; standards; peak; launch; vendor; teams; access; cost; pace; quality; audit; contract"
)

SUBJECTS = listed("""
    the supplier portal; the price file; the payroll run; the shift planner; the travel policy; the contract archive;
    the spare-parts list; the customer line; the returns desk; the monthly close; the forecast model; the hiring page;
    the visitor register; the service desk; the shop till; the delivery promise; the stock count; the data catalogue;
    the password reset; the training calendar; the branch network; the warehouse scanner; the quality report;
    the energy meter; the tender file; the invoice flow; the credit check; the export price list; the product master;
    the design library; the field app; the partner contract; the claims desk; the safety drill; the crisis handbook;
    the audit trail; the retention rule; the consent record; the supplier scorecard; the expense card; the badge reader;
    the room plan; the fleet plan; the tax report; the cash forecast; the bonus scheme; the exit interview;
    the skills map; the mentoring round; the office move; the lab notebook; the patent search; the release calendar;
    the test site; the cloud bill; the licence count; the backup drill; the access review; the phone system;
    the translation desk; the complaint log; the loyalty card; the web shop; the store plan; the packaging line;
    the route plan; the weighbridge; the maintenance window; the sensor feed; the order cut-off; the board pack;
    the investor page; the annual report; the press archive; the code of conduct; the works agreement; the pension file;
    the spend cube; the onboarding week; the night batch
""")

DELIVERABLES = listed("""
    First draft of; Second draft of; Costs of; Full costs of; An owner for; A deputy for; Test plan for; Timetable for;
    Risks in; Short list for; Figures behind; Two options for; Training on; Access rules for; Go or no go on;
    Roll-out of; Clean-up of; Review of; Answer on; New terms for; Pilot of; Fallback for; Weekly figures on;
    One-page brief on; Budget for; Guideline on; Walk-through of; Sign-off on; Handover of; Vendors for; Interviews on;
    Picture of; Alarm rule for; Archive of; Error list for; Map of; Run sheet for; Help page for; Survey on;
    Lessons from; Dates for; Names behind; Limits for; Case for; Stop rule for; Open points on; Benefits of; Changes to
""")

QUALIFIERS = listed("""
    ; ; ; with dates; in two pages; signed by both; for the board; by region; before the audit; two sites first;
    with costs; without the agency; read by counsel; for new starters; in plain words; with a way back;
    as said by phone; for the night shift; this quarter's part; second half; shared with finance; for five sites;
    tried by ten people; with last year beside it; for the works council; in both languages; with named owners;
    first three steps; down to one page; for suppliers too; checked by audit; our part of it; for the regional heads;
    without new money; ready to sign; for the pilot team; as a drawing; for the second site; with the awkward cases
""")

_WHO = listed("""
    Finance; The auditors; Both our teams; The works council; Two suppliers; New starters; The night shift;
    Regional managers; The board; The plants; The shops; Counsel; The service people; Our largest customer
""")
_WANT = listed("""
    asked for it twice; lost a day a week without it; kept a copy instead; counted it in another way;
    found out too late last time; gave up asking; cannot plan without it; worked round it at night;
    got a promise of it a year ago; did not believe the old one; must see it before signing; had nobody to ring;
    paid for it and never saw it; could drop two spreadsheets for it
""")
_ELSE = listed("""
    Without it # stands still; # rests on one person; # fails each quarter end; Next year's budget hangs on #;
    The contract for # ends soon; # grew faster than its rules; Nobody can explain #; # was built for half as many
""")
_COUNTED = listed("""
    test cases pass; sites use it; team heads have signed; errors are closed; figures agree with the ledger;
    users have tried it; steps have an owner; suppliers have answered; old copies are gone;
    pages are read and approved; people can do it alone; weeks without a call; complaints are answered;
    rules fit on a page each; screens load in a second
""")
_PROOFS = listed("""
    $ pages on the shared drive; Shown to $ people of both teams; Signed by $ team heads; In use at $ sites;
    $ cases, counted twice; Read by audit, $ remarks, all closed; $ people tried it; Sent to the $ who asked;
    $ of the old copies deleted; $ hours saved in the first week; Ran $ times without an error; $ rows checked by hand
""")
_GAPS = listed("""
    the second site; the costs; an owner; the figures before the merger; the night shift; a way back;
    what counsel asked; the exceptions; the dates; the smaller suppliers; two of the five regions; the open points
""")
_BLOCKS = listed("""
    two people are out; the supplier ships late; counsel must read it first; the figures do not agree yet;
    the test site is taken; the budget is not released; the close comes first; the old system will not let go;
    the need has changed; three sites answered late; the auditor moved the date; we had counted half the cases
""")
_INSTEAD = listed("""
    a monthly extract; one site to begin with; the short form of it; a person of ours for two weeks; read access only;
    the standard report; a joint hour each week; the half that is ready; a paper version; the same at half the size
""")
_TOPICS = listed("""
    Where # stands; What # costs us; # : go on or stop; Who answers for #; Next steps for #; What we learned from #;
    How others run #; # after the audit; Complaints about #; # : one site or all; Who may change #; Why # is late;
    # in three years; Names for #; # : what may be left out; Half the cost of #
""")
_HELP = listed("""
    A date for # that holds; One person to ring about #; Fewer questions on #; A straight answer on #;
    The truth about #, early; Somebody who explains # to the team; A rest from #; To be asked before # is changed;
    # without a ticket; A word in the board for #; Last year's figures on #; Patience with #
""")
_SAID = listed("""
    Went through # line by line; # is on its way, two points open; Agreed to leave # until the figures are in;
    # costs more than either of us thought; Not of one mind on #, and said so; # shown to both teams, well received;
    # needs a name before it needs a plan; Heard first complaints about #; # is quieter than a month ago;
    A site visit on # says more than the report
""")
_DECIDED = listed("""
    # stays as it is until the audit; # goes to one owner; No change to # in the last week of a quarter;
    # is tried at two sites first; Both of us sign for #; # is paid from the joint line; Outside help for # ends;
    # is reported monthly, on one page; New requests for # come with a date; # follows the standard, no exceptions
""")
_MISSED = listed("""
    Travel: at another site for #; Quarter close, and # kept us until night; Board called in about #;
    Ill, # had to wait; An incident with #; Diary clash with the round on #
""")


def filled(rng: Random, forms: tuple[str, ...], subject: str = "") -> str:
    """One of the forms, with the subject (any, unless told) where the form has its mark, beginning with a capital."""
    text = rng.choice(forms).replace("# :", "#:").replace("#", subject or rng.choice(SUBJECTS))
    return text[0].upper() + text[1:]


def person_name(rng: Random) -> str:
    """A first and a last name."""
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"


def commitment_text(rng: Random) -> str:
    """What is promised, in one line of at most 60 characters."""
    text = f"{rng.choice(DELIVERABLES)} {rng.choice(SUBJECTS)}"
    more = rng.choice(QUALIFIERS)
    return f"{text}, {more}" if more and len(text) + len(more) <= 58 else text


def why(rng: Random) -> str:
    """What a promise is good for."""
    return filled(rng, _ELSE) if rng.random() < 0.5 else f"{rng.choice(_WHO)} {rng.choice(_WANT)}"


def done_means(rng: Random) -> str:
    """How both know that a promise is done."""
    number = rng.randrange(3, 31)
    return f"{number} of {number} {rng.choice(_COUNTED)}"


def evidence(rng: Random) -> str:
    """How a report shows that the thing is done."""
    return rng.choice(_PROOFS).replace("$", str(rng.randrange(3, 60)))


def missing(rng: Random) -> str:
    """What was still missing from something reported done."""
    first, second = rng.sample(_GAPS, 2)
    return f"Still missing: {first}, {second}"


def reason(rng: Random) -> str:
    """Why a date moves, an ask is declined or a promise ends."""
    return filled(rng, (f"With #, {rng.choice(_BLOCKS)}", f"{rng.choice(_BLOCKS)}, as with #"))


def alternative(rng: Random) -> str:
    """What is offered in place of what was asked."""
    text = f"{rng.choice(_INSTEAD)}, {rng.choice(('from next month', 'at once', 'until it is there', 'for a quarter'))}"
    return text[0].upper() + text[1:]


def topic_text(rng: Random) -> str:
    """A topic of an agenda."""
    return filled(rng, _TOPICS)


def help_heard(rng: Random) -> str:
    """What was heard when one asked how to help."""
    return filled(rng, _HELP)


def meeting_notes(rng: Random) -> str:
    """Two to four lines of Markdown."""
    return "\n".join(f"- {filled(rng, (form,))}" for form in rng.sample(_SAID, rng.randrange(2, 5)))


def missed_reason(rng: Random) -> str:
    """Why a meeting did not happen."""
    return filled(rng, _MISSED)


def decision_text(rng: Random) -> str:
    """What was decided, in one line."""
    return filled(rng, _DECIDED)
