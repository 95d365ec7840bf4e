"""The verbs by which something to do begins, and how a phrase is told from a heading or a name."""

from __future__ import annotations

import re


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


VERBS = words_of(
    "accelerate accept accommodate account achieve acquire act activate adapt add address adjust administer adopt "
    "advance advertise advise agree aim alert align allocate amend analyse analyze announce anonymise anonymize "
    "answer append apply appoint approach approve archive arrange ask assemble assess assign assist attach attempt "
    "attend audit author authorise authorize automate award back backfill balance baseline become begin benchmark "
    "bill blog bolster book boost brainstorm bridge brief bring broadcast broaden budget build bump bundle buy "
    "calculate calibrate call campaign cancel canvass capture catch certify chair champion change chart chase chat "
    "check choose circle circulate clarify classify clean clear clone close close-out co-ordinate coach code "
    "collaborate collate collect combine come commence comment commission commit communicate compare compensate "
    "compile complete compose compress conclude conduct confer configure confirm connect consent consider consolidate "
    "construct consult contact continue contract contribute convene convert convey coordinate copy correct counter "
    "countersign cover craft create cross-check customise customize cut deactivate deal debug decide dedicate "
    "deduplicate defend defer define delegate delete deliver demo demonstrate deploy deposit derive describe design "
    "detail determine develop devise devote diagnose dial dig digitise digitize direct disable disclose discontinue "
    "discuss dismantle dispatch display dispose disseminate distil distill distribute divide document donate double "
    "double-check download draft draw drive drop duplicate e-mail edit elaborate elect email embed employ enable "
    "encourage endorse engage enhance enlist enquire enrol ensure enter entitle entrust enumerate equip erase "
    "escalate escort establish estimate evaluate examine exchange exclude execute exempt exhibit expand expedite "
    "experiment explain explore export extend extract facilitate fast-track fasten feed fetch field figure file fill "
    "filter finalise finalize find finish fix flag flesh fold follow follow-up forecast forgo formalise formalize "
    "format formulate forward frame fund furnish gather gauge generate get give go grade grant green-light group "
    "guarantee guard guide hand handle harmonise harmonize help highlight hire hold host hunt identify illustrate "
    "implement import improve inaugurate incentivise incentivize include incorporate increase incubate index induct "
    "influence inform initiate input inquire insert inspect install insure integrate interpret intervene interview "
    "introduce invent inventory invest investigate invite invoice involve isolate issue itemise itemize iterate join "
    "judge justify keep kick kick-off label land launch lead learn lease leave lend let liaise license lift line link "
    "list load lobby locate log look loop lower mail maintain make manage map mark measure meet mend mention mentor "
    "merge message migrate minimise minimize mitigate mobilise mobilize mock model moderate modify monetise monetize "
    "monitor mount move name narrow negotiate neutralise nominate normalise normalize notarise note notify nudge "
    "nurture observe obtain occupy offer offload offset onboard open operate optimise optimize orchestrate order "
    "organise organize outline outsource oversee own package paint paraphrase park participate pass patch pause pay "
    "penalise perform permit persuade peruse phase phone photograph pick pick-up pilot pin ping pinpoint place plan "
    "plug polish poll populate post postpone pre-read prep prepare present preserve press prevent preview print "
    "prioritise prioritize probe process procure produce promote proof proofread propose prototype provide prune "
    "publicise publicize publish pull purchase pursue push put qualify quantify query quote raise ramp rank rate re- "
    "check re-do re-engage re-forward re-issue re-run re-send re-test reach read ready reallocate rearrange reassess "
    "reassign rebalance rebase rebook reboot rebrand rebuild rebut recalculate recap receive recheck recirculate "
    "reclaim recode recommend recommission recommit reconcile reconfirm reconnect reconvene record recover recreate "
    "recruit rectify recycle redact redeploy redesign redirect redistribute redo redraft reduce refactor refer refine "
    "reflect reformat reframe refresh refund refurbish register regroup regulate rehearse reimburse reimplement "
    "reinforce reinstall reintroduce reissue relaunch relay release release-note relieve relocate rely remeasure "
    "remediate remind remove rename renegotiate renew rent reopen reorder repair repeal repeat rephrase replace "
    "replan replicate reply report reposition repost represent reprint reprioritise reprioritize reproduce republish "
    "request requote rerun reschedule rescope research resend reserve reset resize resolve respond restart restate "
    "restore restructure resubmit resume resurface retain retarget retest rethink retire retrain retrieve return "
    "reupload reuse revalidate revamp reverse revert review revise revisit revoke reward rewire reword rewrite ring "
    "risk-assess roll roll-out rotate run safeguard salvage sanction sanitise sanitize satisfy save scale scan "
    "schedule scope scout scrap screen script scrub seal search secure see seek segment select sell send separate "
    "sequence serve service set settle shadow shape share sharpen shift ship shoot shorten shortlist show shred sift "
    "sign sign-off simplify simulate sit size sketch slim slot smooth socialise socialize soften solicit solve sort "
    "source speak specialise specify spell spend spin split sponsor spot-check spread squash stabilise stabilize "
    "staff stage stamp standardise standardize start steer step stick stock stop store streamline strengthen stress- "
    "test strike strip structure study submit subscribe substitute subtract suggest summarise summarize summon "
    "supervise supplement supply support survey suspend sustain swap switch sync synthesise synthesize tabulate "
    "tackle tag tailor take talk tally target task teach tee tell template tender terminate test think tick tidy "
    "tidy-up tie tighten toggle touch trace track trade train transcribe transfer transform transition translate "
    "treat triage trial triangulate trigger trim troubleshoot try tune turn tutor tweak type unblock uncover "
    "undertake underwrite undo unify uninstall unite unlock unpublish unsubscribe unwind update upgrade uphold upload "
    "upskill urge use utilise utilize vacate validate verify version vet veto view visit visualise visualize "
    "volunteer vote vouch wait walk warn warrant watch weigh whitelist widen win wind wipe wire withdraw withhold "
    "witness work work-up workshop wrap write yield zip"
)

_NOT_DOING = words_of(
    "see think wait go come try learn let use read watch begin start stop continue act deal line own note consider "
    "attend join agree accept like keep mention meet pass quote show"
)
"""Verbs of which a sentence in the first person says little that anybody relies on, unless more stands behind them."""

_BUT = re.compile(
    r"let (?:\w+ ){1,4}know|look (?:into|at|after|over|up)|keep (?:an eye|you (?:posted|updated)|track)|"
    r"think (?:about|through)|go (?:through|over|back) |come back to you|read (?:through|it|the)|try to|show "
    r"(?:you|them|the)|"
    r"meet (?:with )?[A-Z]|join the|start (?:the|on|work|writing|drafting)|pass (?:it|this|that) on|"
    r"take (?:a look|care|it up|this|that|on|up|over)",
)

_NOUN_TOO = words_of(
    "update plan budget report review feedback forecast design access support research contact discussion release "
    "survey issue change order offer use test demo model link list file brief train export import process target code "
    "copy estimate request quote record log workshop pilot sketch launch map label invoice question answer cover mail "
    "message post"
)
"""Verbs that are nouns as often: what stands behind them decides."""

_NOUN_FIRST = words_of(
    "account advance advise alert balance blog boost bridge budget bundle campaign chair champion circle comment "
    "consent contract counter credit design detail direct display elect exchange experiment export field filter "
    "forecast frame fund grade guarantee guide index influence inventory judge launch lease license lift lobby loop "
    "mentor model narrow number offset package paint park patch permit phase pilot poll press process proof "
    "prototype ramp rank rate ready recap refund rent report research reward scale scope screen script seal "
    "sequence service shadow shape size slot smooth spend sponsor stamp step stock supply survey tag tally target "
    "task template tender trace trade trial view vote witness work workshop zip"
)
"""Verbs that are nouns more often: they are verbs where what they act on stands behind them as such."""

_OBJECT = re.compile(
    r"(?:the|an?|this|that|these|those|all|each|every|some|any|more|new|both|his|her|our|my|your|their|its|it|them|us|me"
    r"|him|another|two|three|several)\b|[\"“'‘@\d]|[A-Z]"
)
_NOUN_BEHIND = re.compile(r"(?:of|is|are|was|were|needed|required|pending|tbd|done)\b|[-–:]", re.IGNORECASE)
_NOUN_ON = re.compile(r"(?:from|about|on|for|in|with)\b", re.IGNORECASE)
_ON_IS_VERB = words_of("report research test support contact review link order")

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_MODAL = re.compile(
    r"(?:(?:is|are|was)(?: going)? to|will(?: need to)?|shall|must|should|needs? to|has to|have to|agree[sd] to"
    r"|volunteer(?:s|ed) to|"
    r"offer(?:s|ed) to|promise[sd] to|commit(?:s|ted) to|takes? (?:the )?action to|took (?:the )?action to"
    r"|to)\s+(?!not\b|be\b|have\b|never\b)",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"(?:also|then|just|now|please|kindly|further|both|jointly|definitely|certainly|gladly|happily|quickly|of course|"
    r"formally|urgently|asap|re-?)\s+",
    re.IGNORECASE,
)


def without_modal(text: str) -> tuple[str, bool]:
    """A phrase without "to", "will" and adverbs at its beginning, and whether one of the first stood there."""
    found = _MODAL.match(text)
    bare = text[found.end() :] if found else text
    while adverb := _ADVERB.match(bare):
        bare = bare[adverb.end() :]
    return bare, found is not None


def begins_with_verb(text: str, *, after_to: bool = False) -> bool:
    """Whether a phrase begins with a verb of doing; `after_to`: nothing but a verb may stand there."""
    word = _WORD.match(text)
    if word is None:
        return False
    first, behind = word[0].casefold().replace("’", "'"), text[word.end() :].lstrip()
    if first not in VERBS:
        return False
    if after_to or first not in _NOUN_TOO | _NOUN_FIRST:
        return not behind.startswith(":")
    if first in _NOUN_FIRST and not _OBJECT.match(behind):
        return False
    if not behind or _NOUN_BEHIND.match(behind):
        return False
    return first in _ON_IS_VERB or not _NOUN_ON.match(behind)


def may_be_noun(text: str) -> bool:
    """Whether the word that a phrase begins with is a noun as often as a verb."""
    word = _WORD.match(text)
    return word is not None and word[0].casefold() in _NOUN_TOO | _NOUN_FIRST


_NO_VERB = re.compile(
    r"(?:the|an?|this|that|these|be|have|his|her|our|my|your|their|its|all|each|every|no|not|some|any|both|it|them|him|us"
    r"|me|you|and|or|one|two)\b"
)
_ANY_WORD = re.compile(r"[a-z]{2,}(?:-[a-z]+)? \S")


def may_be_verb(text: str) -> bool:
    """Whether the word behind "Dana to" may be a verb that nobody listed."""
    return _ANY_WORD.match(text) is not None and _NO_VERB.match(text) is None


def third_person(text: str) -> str:
    """Give "sends the list" as "send the list"; empty where it does not begin so."""
    word = _WORD.match(text)
    if word is None or not word[0].endswith("s"):
        return ""
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        bare = word[0].casefold().removesuffix(ending) + instead
        if word[0].casefold().endswith(ending) and bare in VERBS:
            return bare + text[word.end() :]
    return ""


def from_gerund(text: str) -> str:
    """Give "sending the list" as "send the list"; what does not begin so stays as it is."""
    word = _WORD.match(text)
    if word is None or not word[0].casefold().endswith("ing"):
        return text
    bare = word[0].casefold().removesuffix("ing")
    whole = next((verb for verb in (bare, f"{bare}e", bare[:-1]) if verb in VERBS), "")
    return whole + text[word.end() :] if whole else text


def is_deed(text: str) -> bool:
    """Whether what follows "I'll" is something done for somebody, and not only said."""
    word = _WORD.match(text)
    if word is None:
        return False
    first = word[0].casefold()
    if first not in VERBS:
        return False
    return first not in _NOT_DOING or _BUT.match(text) is not None
