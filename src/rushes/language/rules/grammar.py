"""The reader that needs no model: a request in, a `Reading` out. Pure grammar; the tables are in `phrases_*`."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.clauses.clause import Clause
from rushes.language.clauses.request import clauses
from rushes.language.reading import Context, Intent, Leftover, Reading, Route
from rushes.language.rules import routes
from rushes.language.rules.antecedents import (
    OF_A_STRETCH,
    length_of_that,
    moved_on,
    of_that_clip,
    of_what_was_told,
    pointed_back,
    same_stretch,
    shared,
    still_of,
)
from rushes.language.rules.cuts import cuts
from rushes.language.rules.followups import carried
from rushes.language.rules.leftovers import idle_words, unread_of
from rushes.language.rules.likely import settled
from rushes.language.rules.merging import merged
from rushes.language.rules.output import delivery, history, size_and_rate
from rushes.language.rules.pace import pace
from rushes.language.rules.picture import picture
from rushes.language.rules.questions import framed, question
from rushes.language.rules.scope import Rule, first_of
from rushes.language.rules.sequence import in_sequence
from rushes.language.rules.sound import sound
from rushes.language.rules.telling import echoes, heading, left_alone, only_told, tells
from rushes.language.rules.text import words_on_picture
from rushes.language.rules.tidying import asking, numbered, put_again, tidied
from rushes.language.rules.versions import several_versions
from rushes.language.rules.withdrawn import withdrawn
from rushes.language.words.called import called, moments
from rushes.language.words.grouping import grouped
from rushes.language.words.lexicon import Token
from rushes.language.words.script import Script, script
from rushes.language.words.times import When
from rushes.language.words.tokens import tokens

FAMILIES: tuple[Rule, ...] = (
    history,
    routes.outside,
    words_on_picture,
    delivery,
    sound,
    pace,
    picture,
    cuts,
    size_and_rate,
)
"""Who is asked first: the families whose words are least mistakable. The first that finds something has it."""
CLAUSES_MAX = 300
"""So many wishes of one request are read, so that the time it takes stays bounded; what follows is named as left over."""
_UNDO_OPS = frozenset({"undo", "redo", "restore_version"})


def read(text: str, context: Context | None = None) -> Reading:
    """What `text` asks for. Never raises for any text; reads at most the first 4000 characters and 300 wishes, and
    names what it left unread."""
    context = context or Context()
    scripted = called(script(text, context.names), context.names, [clip.name for clip in context.clips])
    scripted = moments(scripted, [clip.seconds for clip in context.clips])
    reading = _understood(scripted, context)
    return reading if framed(scripted) else settled(reading, grouped(tokens(scripted, False)), scripted)


def _understood(scripted: Script, context: Context) -> Reading:
    reading = _read(scripted, context, mend=False)
    if (not reading.intents and reading.route in (Route.UNCLEAR,)) or reading.leftover:
        mended = _read(scripted, context, mend=True)
        if (
            len(mended.intents) > len(reading.intents)
            or (mended.intents and len(mended.leftover) < len(reading.leftover) and _same_steps(reading, mended))
            or (not reading.intents and mended.route != Route.UNCLEAR and not reading.topic)
        ):
            return mended
    return reading


_FADES = frozenset({"fade_in", "fade_out", "fade_both"})
_WITH_IT = re.compile(
    r"\b(?:add|put|stick|insert|place|use|drop|play|show|overlay|append|pop|throw|bring) (?:it|that|this)\b"
)
""" "I uploaded beach.mp4, stick it after the second clip"."""
_THE_OTHERS = re.compile(
    r"\b(?:the others?|the rest|all (?:the )?others?|every other (?:one|clip))\b|其[他余它]|剩下|剩余|别的"
)
""" "Leave clip 1 as it is and reverse the others"."""
_ITS = re.compile(r"\b(?:it|its|that|them|their)\b")


def _as_it_is(clause: Clause) -> bool:
    """Whether a clip only keeps its sound, or stays as it was: "第二段保留原声，其他段静音"."""
    return (
        bool(clause.nouns) and clause.nouns <= {"audio", "voice", "original"} and not clause.of("when", "dur", "steer")
    )


def _meant_to_stay(intents: list[Intent], clause: Clause) -> bool:
    """Whether what was read as a cut down to a part only said that it stays: "那句要留着，别剪了"."""
    kept = intents and intents[-1].op in ("keep_range", "keep_content")
    told = clause.text.chinese and clause.verb("remove", "cut", "trim") and not clause.of("which", "when", "word")
    return bool(kept and told and not re.search("[只仅]", clause.text.even[: clause.start]))


_REPLACED_IT = re.compile(r"\b(?:replace|swap|exchange) (?:it|that|this|them)\b")


def _same_steps(reading: Reading, mended: Reading) -> bool:
    """Whether what was read without mending slips is still read with it: a name is no slip of a known word."""
    return {each.op for each in reading.intents} <= {each.op for each in mended.intents}


def _read(text: Script, context: Context, mend: bool) -> Reading:
    ordered, found = in_sequence(grouped(tokens(text, mend)), text)
    asked = clauses(found, text)
    language = "zh" if text.chinese else "en"
    if not asked and not ordered:
        return routes.without_intents(found, text, language)
    answered = (withdrawn(text) or question(found, text) or several_versions(found, text)) if asked else None
    if answered:
        return answered
    asked, beyond = asked[:CLAUSES_MAX], asked[CLAUSES_MAX:]
    intents = [ordered] if ordered else []
    by_clause: list[tuple[Clause, list[Intent]]] = []
    held: list[str] = []
    idle: list[Clause] = []
    told_last: Clause | None = None
    unread = [Leftover(each.words(each.start, beyond[-1].end), each.start, beyond[-1].end) for each in beyond[:1]]
    brought: Token | None = None
    spared: Token | None = None
    kept: Token | None = None
    named: Clause | None = None
    untouched: Clause | None = None
    for clause in asked:
        if clause.negated:
            if _meant_to_stay(intents, clause):
                intents.pop()
            held.append(clause.words(clause.start, clause.end))
            spared = clause.first("which") or spared
            untouched = clause if clause.text.chinese else None
            continue
        others = clause.text.chinese and _THE_OTHERS.search(text.even, clause.end)
        if others and clause.verbs == {"keep"} and clause.first("which") and _as_it_is(clause):
            held.append(clause.words(clause.start, clause.end))
            spared = clause.first("which")
            continue
        if spared and _THE_OTHERS.search(clause.text.even, clause.start, clause.end):
            clause, spared = replace(clause, excepted=(*clause.excepted, spared)), None
        if untouched is not None:
            clause, untouched = still_of(clause, untouched), None
        if clause.withheld:
            held.append(clause.withheld)
        if clause.idle:
            idle.append(clause)
            named = clause
            continue
        if routes.background(clause):
            brought = clause.first("file") or brought
            continue
        if only_told(clause):
            idle.append(clause)
            continue
        if brought and not clause.file and _WITH_IT.search(clause.text.even, clause.start, clause.end):
            clause, brought = replace(clause, borrowed=(*clause.borrowed, brought)), None
        if left_alone(clause):
            held.append(clause.words(clause.start, clause.end))
            kept = clause.first("which")
            continue
        if kept and _ITS.search(clause.said) and not clause.of("which") and not clause.text.chinese:
            clause = replace(clause, borrowed=(*clause.borrowed, kept))
        kept = None
        if heading(clause, asked):
            continue
        if intents and not clause.text.chinese and echoes(clause):
            continue
        wondering = not clause.text.chinese and clause.has("question", "why")
        read_as = [] if wondering else carried(clause, intents, context) or _first(clause)
        moving = (clause.position and clause.verbs <= {"move", "put"}) or (
            clause.verbs == {"replace"}
            and _REPLACED_IT.search(clause.text.even, clause.start, clause.end)
            and not clause.of("file", "which")
        )
        sounding = told_last.first("noun", "music", "audio", "voice") if told_last is not None else None
        if sounding and clause.text.chinese and clause.verbs and clause.verbs <= _FADES and not clause.nouns:
            clause = replace(clause, borrowed=(*clause.borrowed, sounding))
            read_as = _first(clause)
        if told_last is not None and (not read_as or moving):
            clause = of_what_was_told(clause, told_last)
            read_as = _first(clause)
        if not read_as and intents and by_clause and not by_clause[-1][0].verbs and len(by_clause[-1][1]) == 1:
            told = of_what_was_told(clause, by_clause[-1][0])
            if told is not clause and (read_as := _first(told)):
                clause = told
                intents.pop()
                by_clause.pop()
        read_as = length_of_that(read_as, named, clause)
        named = clause
        read_as = of_that_clip(read_as, told_last or (by_clause[-1][0] if by_clause else None), clause)
        told_before = by_clause[-1][0] if by_clause else None
        placed = shared(same_stretch(read_as, intents, clause), intents, clause, told_before)
        made = merged(moved_on(placed, intents, clause), intents, clause)
        if made is None:
            continue
        told_last = None if made else clause
        if not made:
            if not tells(clause) and not (intents and echoes(clause)):
                idle.append(clause)
        else:
            by_clause.append((clause, made))
        if intents:
            made = [pointed_back(each, intents[-1], clause) for each in made]
        unread += unread_of(clause, made)
        intents += made
    intents = asking(intents, by_clause)
    intents = [put_again(numbered(each, context), context) for each in tidied(intents)]
    leftover = tuple(sorted({*idle_words(idle), *unread}, key=lambda each: each.start))
    if not intents:
        reading = routes.without_intents(found, text, language)
        return Reading(
            reading.route, (), leftover if reading.route == Route.UNCLEAR else (), language, tuple(held), reading.topic
        )
    if any(each.op == "out_of_scope" for each in intents):
        rest = tuple(each for each in intents if each.op != "out_of_scope")
        if not rest or intents[0].op == "out_of_scope":
            return Reading(Route.OUT_OF_SCOPE, (), (), language, tuple(held), str(intents[0].params.get("what", "")))
        intents = list(rest)
    ops = {each.op for each in intents}
    if ops <= {"export"}:
        route = Route.EXPORT
    elif ops <= _UNDO_OPS:
        route = Route.UNDO
    else:
        route = Route.EDIT
    return Reading(route, tuple(intents), leftover, language, tuple(held))


def _first(clause: Clause) -> list[Intent]:
    made = _made_of(clause)
    stretches = [each for each in clause.tokens if isinstance(each.value, When) and each.value.kind in _STRETCHES]
    if clause.text.chinese or len(stretches) < 2 or len(made) != 1 or made[0].op not in OF_A_STRETCH:
        return made
    return [
        each
        for own in stretches
        for each in _made_of(
            replace(clause, tokens=tuple(each for each in clause.tokens if each is own or each not in stretches))
        )
    ]


_STRETCHES = ("range", "head", "tail", "middle")


def _made_of(clause: Clause) -> list[Intent]:
    if clause.text.chinese and clause.verb("dislike") and clause.verbs == {"dislike"} and not clause.noun("music"):
        return []
    made = first_of(clause, *FAMILIES)
    return [] if len(made) == 1 and made[0].op in _ADDED and _unknown_order(clause) else made


_ADDED = frozenset({"music", "captions", "text_overlay", "title", "sfx"})


def _unknown_order(clause: Clause) -> bool:
    """ "Frobnicate the music": an order that no table knows, about what is there already; nothing is put in for it."""
    first, second = (*clause.tokens[:2], None, None)[:2]
    asked_about = first is not None and clause.text.even[first.start : first.end] in ("what about", "how about")
    return bool(
        not clause.text.chinese
        and first is not None
        and second is not None
        and (first.sort == "word" or asked_about)
        and first.name not in ("let", "hold", "have", "get", "see")
        and not clause.verbs
        and not clause.of("quote", "file")
        and clause.text.even[second.start : second.end] in ("the", "my", "our", "this", "that", "all the")
        and not clause.after
    )
