"""The pulse in the log: rounds opened and answered, what stays hidden until both are in, answers by file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadValue, Refused
from models.records.pair import Pair
from models.records.rows import Pulse
from models.verbs.pulse import ScoreGiven, is_seen
from models.verbs.pulse_statements import STATEMENTS
from storage.care import check
from storage.core.records import find
from storage.interchange.exporting import jsonl, records
from storage.interchange.importing import ImportRefused, import_file
from storage.log import Log
from storage.reads.history import history
from storage.reads.pulse import blind_rounds, rounds, rounds_up_to
from storage.reads.search import search
from storage.writes import any_record, pulse
from tests.properties import examples
from tests.ui.logs import DANA, JAY, PAIR, people, uid, write

DAY = date(2026, 11, 21)


def clock() -> datetime:
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Any:
    with Log(write(tmp_path / "log.visavis", people()), clock) as found:
        yield found


def pair_of(log: Log) -> Pair:
    return log.pairs()[0]


def opened(log: Log, keys: str = "ab") -> Pulse:
    with log.change("") as change:
        statements = [{"key": key, "text": f"Statement {key}"} for key in keys]
        return read(log, pulse.open_round(log, pair_of(log), change, statements=statements).id)


def read(log: Log, row: int) -> Pulse:
    found = find(log.connection, "pulse", str(row))
    assert isinstance(found, Pulse)
    return found


def answer(log: Log, row: int, by: str, **scores: int) -> str:
    given = {key: ScoreGiven(score, 6 - score) for key, score in scores.items()}
    return pulse.answer_whole(log, pair_of(log), row, by, given).says


def test_a_round_has_the_usual_statements_unless_told(log: Log) -> None:
    with log.change("") as change:
        done = pulse.open_round(log, pair_of(log), change)
    found = read(log, done.id)
    assert found.opened_on == DAY
    assert found.statements == [{"key": item.key, "text": item.text} for item in STATEMENTS]
    assert found.answers is None
    assert done.says == "Pulse opened with 10 statements"


def test_two_statements_cannot_share_a_key(log: Log) -> None:
    with pytest.raises(BadValue, match='"a" is the key of two statements'), log.change("") as change:
        pulse.open_round(log, pair_of(log), change, statements=[{"key": "a", "text": "A"}, {"key": "a", "text": "B"}])
    assert rounds(log, pair_of(log), DAY) == []


def test_answers_one_by_one_or_all_at_once_and_anew_until_both_are_in(log: Log) -> None:
    row = opened(log).id
    assert answer(log, row, JAY, a=4) == "Pulse of Sat 21 Nov 2026: a answered by Jay"
    assert answer(log, row, JAY, a=5, b=1) == "Pulse of Sat 21 Nov 2026: answered by Jay"
    assert read(log, row).answers == [
        {"by": JAY, "key": "a", "score": 5, "guess": 1},
        {"by": JAY, "key": "b", "score": 1, "guess": 5},
    ]
    assert answer(log, row, DANA, a=2, b=2) == "Pulse of Sat 21 Nov 2026: answered by Dana, and both are in"
    before = read(log, row)
    for by in (JAY, DANA):
        with pytest.raises(Refused, match="both have answered and seen it, so it stays as it is"):
            answer(log, row, by, a=1)
    assert read(log, row) == before
    assert check.problems(log.connection) == []


def test_a_score_for_no_statement_and_one_out_of_its_range_are_refused(log: Log) -> None:
    row = opened(log).id
    with pytest.raises(BadValue, match='"c" is no statement of this round; known: a, b'):
        answer(log, row, JAY, c=3)
    with pytest.raises(BadValue, match="score is 6"):
        answer(log, row, JAY, a=6)
    assert read(log, row).answers is None


def test_statements_stay_once_somebody_has_answered(log: Log) -> None:
    """With fewer of them a round would be whole, and the other's answers would show."""
    row = opened(log).id
    fewer = {"statements": [{"key": "a", "text": "Statement a"}]}
    answer(log, row, DANA, a=2, b=2)
    answer(log, row, JAY, a=4)
    with pytest.raises(Refused, match="its statements stay"), log.change("") as change:
        any_record.edit(log, pair_of(log), "pulse", row, fewer, change)
    assert not is_seen(read(log, row), pair_of(log))
    log.undo()
    log.undo()
    with log.change("") as change:
        any_record.edit(log, pair_of(log), "pulse", row, fewer, change)
    assert read(log, row).statements == fewer["statements"]


def test_undo_takes_answers_back_and_no_line_of_the_history_names_a_score(log: Log) -> None:
    row = opened(log).id
    answer(log, row, DANA, a=2, b=5)
    assert log.undo() == "Pulse of Sat 21 Nov 2026: answered by Dana"
    assert read(log, row).answers is None
    assert log.redo() == "Pulse of Sat 21 Nov 2026: answered by Dana"
    titles = [entry.title for entry in history(log)]
    assert not any(digit in title.partition(": ")[2] for title in titles for digit in "12345")


def test_rounds_of_an_alliance_by_their_day_and_which_are_blind(log: Log) -> None:
    first, second = opened(log).id, opened(log).id
    assert [item.id for item in rounds(log, pair_of(log), DAY)] == [first, second]
    assert rounds(log, pair_of(log), date(2026, 11, 20)) == []
    assert [item.id for item in rounds_up_to(log, pair_of(log), read(log, first))] == [first]
    assert blind_rounds(log, log.pairs()) == []
    answer(log, first, DANA, a=2, b=2)
    assert [item.id for item in blind_rounds(log, log.pairs())] == [first]
    answer(log, first, JAY, a=2, b=2)
    assert blind_rounds(log, log.pairs()) == []


# Whatever is sent out or found


GIVEN = st.dictionaries(st.sampled_from("abc"), st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=3)


@examples(30)
@given(mine=GIVEN, theirs=GIVEN)
def test_no_random_round_leaves_or_is_found_with_the_others_answers_before_both_are_in(
    tmp_path_factory: pytest.TempPathFactory, mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    answers = [
        {"by": by, "key": key, "score": score, "guess": guess}
        for by, given in ((JAY, mine), (DANA, theirs))
        for key, (score, guess) in given.items()
    ]
    statements = [{"key": key, "text": f"Statement {key}"} for key in "abc"]
    line = {"type": "pulse", "uid": uid("p"), "alliance": PAIR, "opened_on": "2026-11-01", "statements": statements}
    path = tmp_path_factory.mktemp("pulse") / "log.visavis"
    with Log(write(path, [*people(), {**line, "answers": answers}]), clock) as found:
        sent = [json.loads(each) for each in jsonl(records(found, pair_of(found)))]
        whole = [json.loads(each) for each in jsonl(records(found))]
        both = len(mine) == len(theirs) == 3
        shown = next(each for each in sent if each["type"] == "pulse").get("answers", [])
        assert [item for item in shown if item["by"] == JAY] == [item for item in answers if item["by"] == JAY]
        assert both or all(item["by"] == JAY for item in shown)
        assert next(each for each in whole if each["type"] == "pulse").get("answers", []) == answers
        hits = [hit for word in ("statement", "guess", "1", "5") for hit in search(found, word, DAY)]
        assert all("score" not in hit.snippet and DANA not in hit.snippet for hit in hits)
        assert [hit.noun for hit in search(found, "statement", DAY)] == ["pulse"]


def exported(log: Log, path: Path, *, full: bool = False) -> Path:
    path.write_bytes(b"".join(jsonl(records(log, None if full else pair_of(log)))))
    return path


def test_the_whole_log_comes_back_whole(log: Log, tmp_path: Path) -> None:
    row = opened(log).id
    answer(log, row, DANA, a=2, b=5)
    answer(log, row, JAY, a=4)
    import_file(tmp_path / "again.visavis", exported(log, tmp_path / "all.jsonl", full=True), clock)
    with Log(tmp_path / "again.visavis", clock) as again:
        assert read(again, 1).answers == read(log, row).answers


def test_the_others_answers_come_by_file_and_mine_stay(log: Log, tmp_path: Path) -> None:
    row = opened(log).id
    answer(log, row, JAY, a=4, b=4)
    theirs = tmp_path / "dana.visavis"
    import_file(theirs, exported(log, tmp_path / "to-dana.jsonl"), clock)
    with Log(theirs, clock) as other:
        assert pair_of(other).me.uid == DANA
        assert not is_seen(read(other, 1), pair_of(other))
        answer(other, 1, DANA, a=2, b=5)
        back = exported(other, tmp_path / "to-jay.jsonl")
    log.close()
    report = import_file(log.path, back, clock)
    assert dict(report.changed) == {"pulse": 1}
    with Log(log.path, clock) as mine:
        found = read(mine, row)
        assert is_seen(found, pair_of(mine))
        assert {(item["by"], item["key"], item["score"]) for item in found.answers or ()} == {
            (JAY, "a", 4),
            (JAY, "b", 4),
            (DANA, "a", 2),
            (DANA, "b", 5),
        }
        assert check.problems(mine.connection) == []
    assert not import_file(log.path, back, clock).anything


def test_a_copy_that_says_other_answers_of_mine_changes_none(log: Log, tmp_path: Path) -> None:
    row = opened(log).id
    answer(log, row, JAY, a=4, b=4)
    sent = [json.loads(line) for line in exported(log, tmp_path / "copy.jsonl").read_text().splitlines()]
    sent[0]["by"] = DANA
    for line in sent:
        for item in line.get("answers", ()):
            item["score"] = 1
    file = tmp_path / "forged.jsonl"
    file.write_text("\n".join(map(json.dumps, sent)))
    log.close()
    assert not import_file(log.path, file, clock).anything
    for line in sent:
        if line["type"] == "pulse":
            line["statements"] = line["statements"][:1]
    file.write_text("\n".join(map(json.dumps, sent)))
    with pytest.raises(ImportRefused, match="another statements"):
        import_file(log.path, file, clock)
    with Log(log.path, clock) as again:
        assert [item["score"] for item in read(again, row).answers or ()] == [4, 4]
