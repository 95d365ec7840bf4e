"""The verbs by which something to do begins, and how a phrase is told from a heading or a name."""

from __future__ import annotations

import re


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


VERBS = words_of(
    "accept acquire act add address adjust adopt agree align allocate amend analyse analyze announce answer appoint "
    "apply approach approve arrange ask assess assign assist attach attend audit authorise authorize back backfill "
    "baseline begin benchmark bill book brief bring brainstorm broadcast buy budget build bump calculate call cancel "
    "capture catch change chase chat check choose circulate clarify classify clean clear close coach code collaborate "
    "collate collect combine come commit commission communicate compare compile complete compose conduct configure "
    "confirm connect consider consolidate consult contact continue contribute convene convert coordinate copy correct "
    "cover create cut deal debug decide define delegate delete deliver demo demonstrate deploy describe design "
    "determine develop devise diagnose discuss disable dig dispatch distribute document download draft draw drive "
    "drop duplicate edit elaborate email e-mail enable encourage engage enquire enrol ensure enter escalate establish "
    "estimate evaluate examine execute expand experiment explain explore export extend extract facilitate feed fetch "
    "figure file fill finalise finalize find finish fix flag flesh follow forecast format formalise formalize "
    "formulate forward gather generate get give go grant group handle hand hire hold host identify implement import "
    "improve include incorporate increase inform initiate input inquire inspect install integrate interview introduce "
    "invent investigate invite invoice involve issue iterate join keep kick label land launch lead learn let liaise "
    "line link list load locate log look lower mail maintain make manage map mark measure meet mention merge message "
    "migrate mock model monitor move name negotiate nominate note notify obtain offer onboard open order organise "
    "organize outline own pass patch pay perform phone pick pilot pin ping place plan polish populate post postpone "
    "prep prepare present print prioritise prioritize probe process procure produce promote propose prototype provide "
    "publish pull purchase pursue push put query quantify quote raise reach read reassess rebuild recheck recommend "
    "reconcile record recruit redesign redirect redo reduce re-engage refactor refer refine refresh register rehearse "
    "reinstall release relay release-note remind remove rename renew re-forward re-run rerun reorder repair repeat "
    "rephrase replace reply report reproduce request research reschedule resend reserve reset resolve respond restart "
    "restore restructure retest retire retrieve return reuse review revise revisit reword rewrite ring roll rotate "
    "run save scan schedule scope scout search secure see seek segment select sell send separate serve set settle "
    "share shift ship shortlist show sign simplify sketch solicit solve sort source speak specify split sponsor "
    "spread stage staff standardise standardize start stop store streamline structure study submit suggest summarise "
    "summarize supply support survey swap switch sync synthesise synthesize tabulate tackle tag take talk target "
    "teach tell test think tidy track train transfer transition translate transcribe triage trial trim trigger "
    "troubleshoot try tune turn tweak type update upgrade upload use validate verify version vet visit visualise "
    "visualize volunteer wait walk warn watch wire work workshop write wrap double double-check"
)

_NOT_DOING = words_of(
    "see think wait go come try learn let use read watch begin start stop continue act deal line own note consider "
    "attend join agree accept like keep mention meet pass quote show"
)
"""Verbs of which a sentence in the first person says little that anybody relies on, unless more stands behind them."""

_BUT = re.compile(
    r"let (?:you|him|her|them|\w+) know|look (?:into|at|after|over|up)|keep (?:an eye|you (?:posted|updated)|track)|"
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
    if after_to or first not in _NOUN_TOO:
        return not behind.startswith(":")
    if not behind or _NOUN_BEHIND.match(behind):
        return False
    return first in _ON_IS_VERB or not _NOUN_ON.match(behind)


def may_be_noun(text: str) -> bool:
    """Whether the word that a phrase begins with is a noun as often as a verb."""
    word = _WORD.match(text)
    return word is not None and word[0].casefold() in _NOUN_TOO


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


def is_deed(text: str) -> bool:
    """Whether what follows "I'll" is something done for somebody, and not only said."""
    word = _WORD.match(text)
    if word is None:
        return False
    first = word[0].casefold()
    if first not in VERBS:
        return False
    return first not in _NOT_DOING or _BUT.match(text) is not None
