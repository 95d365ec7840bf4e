"""Answering a round of the pulse: one's own scores and guesses, or the other's at the same keyboard, behind the veil.

Nothing that is typed here is kept before it is saved: a draft would lie open to whoever comes next.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import work
from textual.binding import Binding, BindingType

from models.errors import Fault
from models.records.naming import title_of
from models.records.rows import Pulse
from models.verbs.pulse import HAND_OVER, ScoreGiven, answers_of, is_in
from models.verbs.pulse_statements import survey_of
from storage.reads.found import record_of
from storage.reads.opened import Target, pair_of
from storage.writes.lives import Done
from tui.page.frame import Frame
from tui.text.cells import cell_width, visible, wrap
from tui.text.words import called, veil
from tui.widgets.bar import Bar
from tui.widgets.scores import Scores
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePath

    from textual.widget import Widget

    from models.records.pair import Pair
    from storage.log import Log
    from tui.page.shell import Host
    from tui.text.spans import Spans
    from tui.widgets.line_list import LineList


class Turn(NamedTuple):
    """Whose turn it is in which round."""

    pair: Pair
    pulse: Pulse
    by: str

    @property
    def is_mine(self) -> bool:
        """Whether it is that of the log's owner, who may see what they answered before."""
        return self.by == self.pair.me.uid


def turn_of(log: Log, shown: Pair, target: Target, verb: str) -> Turn:
    """The turn that a verb begins. Refused where both have answered."""
    from storage.writes.pulse import refuse_seen  # not for the first picture

    noun, number = target
    pulse = record_of(log, noun, number, Pulse)
    pair = pair_of(log, pulse, shown)
    refuse_seen(pulse, pair)
    return Turn(pair, pulse, pair.other.uid if verb == HAND_OVER.name else pair.me.uid)


class PulseTurn(Frame[Done | None]):
    """One side's answers. Gives what was done; None where nothing was."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = ["../styles/pulse.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin", id="pulse.begin", tooltip="the keyboard was handed over: begin to answer"),
        Binding("ctrl+s", "save", "keep", show=False, id="pulse.save", tooltip="keep the answers of a pulse"),
        Binding("escape", "leave", "back", id="pulse.leave", tooltip="back; answers that were not kept are gone"),
    ]

    def __init__(self, turn: Turn, place: str) -> None:
        super().__init__()
        self._turn = turn
        self._place = place
        self._begun = turn.is_mine
        self._covered = False
        self._saving = False
        self._warned = False

    @property
    def place_name(self) -> str:
        """The place that the round was answered from."""
        return self._place

    def above(self) -> Iterable[Widget]:
        """Whose turn it is, in which round."""
        yield Bar(id="title")

    def page(self) -> Iterable[Widget]:
        """The statements, below them what surveys found; or what stands for all that before it begins."""
        yield Scores(id="scores")
        yield Sheet(id="survey")
        yield Sheet(id="instead")

    def on_mount(self) -> None:
        """Ask the statements; what the other has answered before is not shown, since nobody knows who looks."""
        pulse, by = self._turn.pulse, self._turn.by
        before = answers_of(pulse.answers or (), by) if self._turn.is_mine else {}
        texts = {str(item["key"]): visible(str(item["text"])) for item in pulse.statements or ()}
        self.query_one(Scores).ask(texts, before)
        self._was = dict(before)
        self.show_who_of_app()
        self.redraw()

    def on_resize(self) -> None:
        """What surveys found stands right below the statements, and at the foot where these are many."""
        room = self.query_one("#page").size.height - _BELOW
        self.query_one(Scores).styles.height = max(2, min(len(self._turn.pulse.statements or ()) + 1, room))

    # What is shown

    def cover(self) -> bool:
        """On the other's turn the veil covers what is typed, and what was veiled before stays so."""
        if self._turn.is_mine:
            return False
        self._covered = self._begun and not self._covered
        self.redraw()
        return True

    @property
    def _hidden(self) -> bool:
        """Whether the statements do not show now."""
        return self._covered or not self._begun or (self._turn.is_mine and self.visavis.veiled)

    def redraw(self) -> None:
        """The statements; or the page before them, or the cover over them."""
        hidden = self._hidden
        for name in ("#scores", "#survey"):
            self.query_one(name).display = not hidden
        instead = self.query_one("#instead", Sheet)
        instead.display = hidden
        instead.show(self._cover_lines if self._begun else self._hand_over_lines)
        self._show_title()
        self._show_survey()
        if hidden:
            self.set_focus(None)
        else:
            self.query_one(Scores).focus()
        self.show_keys()

    def _show_title(self) -> None:
        turn, given = self._turn, self.query_one(Scores).given
        who = called(turn.pair, turn.by)
        whose = "Your answers" if who == "you" else f"{who}'s turn"
        guesses = sum(answer.guess is not None for answer in given.values())
        many = len(turn.pulse.statements or ())
        facts = f"  {len(given)} of {many} scored, {guesses} guessed" if not self._hidden else ""
        begun: Spans = [(visible(whose), "strong"), (f"  {self._round}{facts}", "aside")]
        self.query_one("#title", Bar).show(begun if self._begun else [(self._round, "strong")])

    @property
    def _round(self) -> str:
        return visible(title_of("pulse", self._turn.pulse))

    def _show_survey(self) -> None:
        self.query_one("#survey", Sheet).show(self._survey_lines)

    def _survey_lines(self, width: int) -> list[Spans]:
        """The whole statement under the cursor with what surveys found, and what the numbers mean."""
        present = self.query_one(Scores).present
        texts = {str(item["key"]): str(item["text"]) for item in self._turn.pulse.statements or ()}
        text = texts.get(present, "")
        found = survey_of(present, text)
        survey = f"Surveys: {found}" if found else ""
        whole = visible(text) if cell_width(visible(text)) > self.query_one(Scores).room else ""
        pair = self._turn.pair
        other = pair.short(pair.across(self._turn.by).uid)
        scale = f"1 not at all, 5 wholly. Guess what {visible(other)} scores, or leave it empty."
        return [[(line, "aside")] for part in (whole, survey, scale) if part for line in wrap(part, width)]

    def _hand_over_lines(self, width: int) -> list[Spans]:
        pair = self._turn.pair
        me, other = visible(pair.short(pair.me.uid)), visible(pair.short(pair.other.uid))
        told = (
            f"{me}'s answers stay hidden, and what is private is veiled. {other} scores each statement and guesses "
            f"{me}'s score. Nobody sees either before both have answered."
        )
        lines: list[Spans] = [[(f"{other}'s turn: hand over the keyboard", "strong")], ()]
        lines += [[(line, "body")] for line in wrap(told, min(width, _PROSE))]
        return lines

    def _cover_lines(self, _width: int) -> list[Spans]:
        return [[(veil(), "quiet")], (), [("^l lifts the veil", "aside")]]

    def works(self, action: str) -> bool:
        """`begin` before the other has begun; keeping afterwards."""
        return not self._begun if action == "begin" else action != "save" or not self._hidden

    def word_for(self, binding: Binding) -> str:
        """*enter* keeps the answers."""
        return "keep" if binding.action == "open" else super().word_for(binding)

    def on_scores_changed(self) -> None:
        """Count what is answered."""
        self._show_title()
        self._show_survey()
        self._warned = False
        self.say("")

    def on_line_list_moved(self) -> None:
        """Show what belongs to the statement under the cursor."""
        self._show_survey()

    # What the keys do

    def action_begin(self) -> None:
        """The keyboard was handed over."""
        if not self._begun:
            self._begun = True
            self.redraw()

    def action_leave(self) -> None:
        """Back; once more where something was answered and not kept, since it cannot be taken up again."""
        if self._unkept and not self._warned:
            self._warned = True
            self.say("Nothing is kept yet: enter keeps it, esc again throws it away")
            return
        self.dismiss(None)

    @property
    def _unkept(self) -> bool:
        """Whether something was answered that is not kept."""
        return self._begun and self.query_one(Scores).given != self._was

    def make_way(self) -> bool:
        """Nobody but *esc* throws answers away."""
        if self._unkept:
            self.say("Nothing is kept yet: enter keeps it, esc throws it away")
            return False
        return super().make_way()

    def on_line_list_opened(self, _message: LineList.Opened) -> None:
        """Keep what was answered."""
        self.action_save()

    def action_save(self) -> None:
        """Keep what was answered, once every statement is scored."""
        scores = self.query_one(Scores)
        missing = len(self._turn.pulse.statements or ()) - len(scores.given)
        if self._saving or self._hidden:
            return
        if missing:
            scores.go_to_missing()
            self.say(f"{missing} {'statement has' if missing == 1 else 'statements have'} no score yet")
            return
        self._saving = True
        self.save(scores.given)

    @work(group="acting")
    async def save(self, given: dict[str, ScoreGiven]) -> None:
        """Write the answers, as one change; say what is wrong where that cannot be."""
        from storage.writes.pulse import answer_whole  # not for the first picture

        turn = self._turn
        try:
            done = await self.visavis.on_log(
                partial(answer_whole, pair=turn.pair, row=turn.pulse.id, by=turn.by, given=given)
            )
        except Fault as fault:
            self.say(str(fault))
        else:
            self.dismiss(done)
        finally:
            self._saving = False


_PROSE = 76

_BELOW = 5
"""Lines that are kept below the statements, the empty one between included."""


# Opening it


def open_turn(place: Host, target: Target, verb: str) -> None:
    """Let one side answer a round."""
    place.run_worker(_open(place, target, verb), group="asking", exclusive=True)


async def _open(place: Host, target: Target, verb: str) -> None:
    pair = place.shown_pair
    assert pair is not None
    try:
        turn = await place.visavis.on_log(partial(turn_of, shown=pair, target=target, verb=verb))
    except Fault as fault:
        place.say(str(fault))
        return
    if not turn.is_mine:
        if not place.visavis.veiled:
            await place.visavis.action_veil()
        place.say("")  # what was said before may name what is mine
    place.app.push_screen(PulseTurn(turn, place.place_name), partial(_after, place, turn))


async def _after(place: Host, turn: Turn, done: Done | None) -> None:
    """Say that it is kept, and show what is so now."""
    if done is not None:
        place.say(_kept(turn), ". u takes it back")
        await place.visavis.changed()
    elif not turn.is_mine:
        place.say("Nothing was kept; v lifts the veil")


def _kept(turn: Turn) -> str:
    """What is said where one comes from, once a side has answered: what is so now, and no score."""
    pair, pulse = turn.pair, turn.pulse
    if is_in(pulse, pair.across(turn.by).uid):
        return f"{title_of('pulse', pulse)}: both have answered, enter shows it"
    other = pair.short(pair.other.uid)
    return f"Kept; d hands the keyboard to {other}" if turn.is_mine else f"{other}'s answers are kept; v lifts the veil"


def open_round(place: Host) -> None:
    """Open a round with the usual statements, and put the cursor on it."""
    place.run_worker(_open_round(place), group="acting")


async def _open_round(place: Host) -> None:
    pair = place.shown_pair
    assert pair is not None
    try:
        done = await place.visavis.on_log(partial(_new_round, pair=pair))
    except Fault as fault:
        place.say(str(fault))
        return
    await place.added(done)


def _new_round(log: Log, pair: Pair) -> Done:
    from storage.writes.pulse import open_round as open_it  # not for the first picture

    with log.change("") as change:
        return open_it(log, pair, change)
