"""How words find a text, in every script: what is found, and what is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.finding import MOST_WORDS, excerpt, found_in, haystack, haystacks, holds, narrows, needles


def finds(words: str, text: str) -> bool:
    sought = needles(words)
    assert sought, words
    return holds(haystack(text), sought)


FOUND = [
    # Latin words from their beginning, every word needed, in any order
    ("per lis", "Persona list"),
    ("LIST persona", "Persona list"),
    ("q3", "Numbers for Q3-2026"),
    ("2026", "Numbers for Q3-2026"),
    ("r&d", "The R&D budget"),
    ("budget", "(budget)"),
    ("brand", "crm/brand_lift"),
    # letters that stand for others
    ("strasse", "Hauptstraße, Straße"),
    ("straße", "STRASSE"),
    ("STRASSE", "straße"),
    ("grosse", "Größe GROẞE"),
    ("smorrebrod", "Smørrebrød"),
    ("Øresund", "oresund"),
    ("lodz", "Łódź"),
    ("łódź", "Lodz"),
    ("dinh", "Đình"),
    ("đình", "Dinh"),
    ("aegir", "Ægir"),
    ("ægir", "Aegir"),
    ("oeuvre", "œuvre"),
    ("œuvre", "OEUVRE"),
    ("thor", "Þór"),
    ("istanbul", "İstanbul"),
    ("izmir", "ızmir"),
    ("ijssel", "Ĳssel"),
    ("office", "oﬃce"),
    ("oﬃce", "office"),
    ("fish", "ﬁsh"),
    ("crm", "ＣＲＭ"),
    ("ＣＲＭ", "crm"),
    ("12", "１２"),
    ("m2", "m²"),
    # accents of all scripts
    ("cafe", "Café"),
    ("café", "Cafe"),
    ("cafe", "Cafe\u0301"),
    ("Cafe\u0301", "Café"),
    ("nguyen", "Nguyễn"),
    ("uong", "Ương"),
    ("αγαπη", "αγάπη"),
    ("αγάπη", "ΑΓΑΠΗ"),
    ("οδος", "ὁδός"),
    ("οδοσ", "ὁδός"),
    ("ωδη", "ᾠδή"),
    ("елка", "Ёлка"),
    ("ёлка", "елка"),
    ("иогурт", "йогурт"),
    ("شكرا", "شُكْرًا"),
    ("شُكْرًا", "شكرا"),
    ("اخر", "آخر"),
    ("محمد", "محـــمد"),
    ("שלום", "שָׁלוֹם"),
    ("बाजार", "बाज़ार"),
    ("हिन्दी", "हिन्दी भाषा"),
    # apostrophes and hyphens
    ("obrien", "Call O'Brien"),
    ("o'brien", "OBrien"),
    ("o’brien", "O'Brien"),
    ("brien", "O’Brien"),
    ("obr", "OʼBrien"),
    ("danas", "Dana's list"),
    ("dana", "Dana's list"),
    ("coop", "the co-op"),
    ("co op", "the co-op"),
    ("co-op", "the coop"),
    ("co-op", "the co op"),
    ("co-op", "the CO‑OP"),
    ("op", "the co-op"),
    ("stateoftheart", "state-of-the-art"),
    ("theart", "state-of-the-art"),
    ("rocknroll", "rock'n'roll"),
    ("email", "e-mail"),
    ("e-mail", "email"),
    ("tis", "'tis so"),
    ("dont", "don't"),
    ("saint-etienne", "Saint Étienne"),
    ("colleccio", "col·lecció"),
    ("צהל", "צה״ל"),
    ("ביתספר", "בית־ספר"),
    ("ジャンピエール", "ジャン-ピエール"),
    ("konzept", "Kon\u00adzept"),
    # any part, where no spaces part the words, and in Korean
    ("営業", "来期の営業計画"),
    ("計画", "来期の営業計画"),
    ("の営", "来期の営業計画"),
    ("东京", "我们在东京开会"),
    ("會議", "董事會議紀錄"),
    ("ﾎﾟｰﾀﾙ", "顧客ポータル"),
    ("ポータル", "顧客ﾎﾟｰﾀﾙ"),
    ("ポ", "ポータル"),
    ("ひらがな", "これはひらがなです"),
    ("ประชุม", "การประชุมครั้งแรก"),
    ("ຊຸມ", "ກອງປະຊຸມ"),
    ("ជុំ", "ការប្រជុំ"),
    ("ဝေး", "အစည်းအဝေး"),
    ("ཚོགས", "མི་ཚོགས་"),
    ("고객", "우리고객포털"),
    ("포털", "고객포털을"),
    ("객포", "고객포털"),
    ("고객", unicodedata.normalize("NFD", "우리고객")),
    ("crm", "顧客CRM導入"),
    ("crm導", "顧客CRM導入"),
    ("客crm", "顧客CRM導入"),
    ("2026", "今年2026年"),
    ("導入 crm", "顧客CRM導入"),
    ("ば", "がんばる"),
]

NOT_FOUND = [
    ("sona", "Persona list"),
    ("ist", "Persona list"),
    ("persona feed", "Persona list"),
    ("rasse", "Straße"),
    ("afe", "Café"),
    ("rien", "O'Brien"),
    ("today", "to day"),
    ("coop", "co op"),
    ("oop", "co-op"),
    ("an", "a new one"),
    ("coop", "co\nop"),
    ("coop", "co -op"),
    ("coop", "co--op"),
    ("हन्दी", "हिन्दी"),
    ("हीन्दी", "हिन्दी"),
    ("न्दी", "हिन्दी"),
    ("कि", "की"),
    ("は", "ば"),
    ("か", "が"),
    ("ขาว", "ข้าว"),
    ("가각", "각가"),
    ("ㄱ", "각"),
    ("営画", "営業計画"),
    ("rm", "顧客CRM導入"),
    ("会議計画", "会議\n計画"),
    ("елка", "телка"),
]


@pytest.mark.parametrize(("words", "text"), FOUND)
def test_found(words: str, text: str) -> None:
    assert finds(words, text)


@pytest.mark.parametrize(("words", "text"), NOT_FOUND)
def test_not_found(words: str, text: str) -> None:
    assert not finds(words, text)


@pytest.mark.parametrize("words", ["", " ", "&", "- '", "…", "\x00", "\u200d", "-" * 5000, "(" * 2000])
def test_nothing_is_sought_where_there_is_no_word(words: str) -> None:
    assert needles(words) == ()


def test_words_are_bounded() -> None:
    assert len(needles(" ".join(map(str, range(1000))))) == MOST_WORDS
    assert len(haystack("a-" * 50_000)) < 2_000_000


@given(st.text(), st.text())
def test_a_text_is_found_by_any_of_its_words(before: str, after: str) -> None:
    text = f"{before} wordle {after}"
    assert finds("wor", text)
    for word in before.split():
        if sought := needles(word):
            assert holds(haystack(text), sought)


@given(st.lists(st.text(max_size=20), max_size=8))
def test_many_at_one_go_are_what_each_is(texts: list[str]) -> None:
    assert haystacks(texts) == [haystack(text) for text in texts]


@given(st.text(max_size=6), st.text(max_size=3), st.lists(st.text(max_size=12), max_size=6))
def test_what_narrows_is_sought_in_what_was_found_before(before: str, more: str, texts: list[str]) -> None:
    old, new = needles(before), needles(before + more)
    if narrows(new, old):
        hays = [*haystacks(texts), haystack(before + more)]
        assert [hay for hay in hays if holds(hay, new)] == [hay for hay in hays if holds(hay, old) and holds(hay, new)]
    assert narrows(needles("coop"), needles("coo"))
    assert narrows(needles("co-op b"), needles("co"))
    assert not narrows(needles("ba"), needles("a"))


@pytest.mark.parametrize(
    ("text", "words", "bold"),
    [
        ("The portal, again: Portalserver", "portal", ["portal", "Portalserver"]),
        ("supportal", "portal", []),
        ("O'Brien's co-op (closed)", "obrien coop clos", ["O'Brien's", "co-op", "closed"]),
        ("Größe, naïve", "groesse NAIVE", ["naïve"]),
        ("Größe", "grosse", ["Größe"]),
        ("新しい営業計画です", "営業", ["営業"]),
        ("한국어문서", "국어", ["국어"]),
        ("nothing", "", []),
        ("· … –", "x", []),
    ],
)
def test_where_what_is_sought_stands(text: str, words: str, bold: list[str]) -> None:
    assert [text[start:end] for start, end in found_in(text, needles(words))] == bold


@given(st.text(max_size=30), st.text(max_size=10))
def test_it_stands_within_the_text_and_one_behind_the_other(text: str, words: str) -> None:
    last = 0
    for start, end in found_in(text, needles(words)):
        assert last <= start < end <= len(text)
        last = end


def test_an_excerpt_stands_around_most_of_what_is_sought() -> None:
    many = " ".join(f"w{number}" for number in range(40))
    assert excerpt(many, needles("w20")) == "…w17 w18 w19 w20 w21 w22 w23 w24 w25 w26 w27 w28…"
    assert excerpt("one two", needles("two")) == "one two"
    assert excerpt("one\ntwo", needles("two")) == "one\ntwo"
    assert excerpt("one two", needles("three")) == ""
    assert excerpt(f"a {many} b a", needles("b a")).endswith("w39 b a")
    long = "計" * 100 + "営業" + "画" * 100
    assert "営業" in excerpt(long, needles("営業"))
    assert len(excerpt(long, needles("営業"))) <= 42
