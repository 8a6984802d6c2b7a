"""Words with more than one sense, settled by what stands beside them, before anything is grouped.

"Cover" is a picture after an article and an act before an object; "drop" takes a clip out and puts a song in;
"this 4K footage" only says what the footage is.
"""

from __future__ import annotations

from collections.abc import Sequence

from rushes.language.words import senses_orders as orders
from rushes.language.words import senses_things as things
from rushes.language.words import senses_told as telling
from rushes.language.words.lexicon import Token

SENSES = (
    things.described,
    things.more,
    orders.either,
    things.one,
    orders.silence,
    orders.drop_or_take,
    orders.begin,
    things.complained,
    things.slowly,
    things.step_number,
    things.repeated,
    things.inwards,
    orders.emphasis,
    orders.turned,
    things.tracked,
    orders.unwanted,
    orders.asked,
    telling.right_then,
    telling.told,
    telling.relative,
    telling.described,
    things.still_more,
    telling.spoken,
    things.quieted,
    things.milder,
    things.joined,
    orders.snipped,
    things.placed_first,
    orders.separated,
    things.shaped,
    things.over,
    things.a_picture,
    things.long,
    things.heard_word,
    things.only_shown,
    orders.bleeped,
    orders.nominal,
    orders.for_upload,
    orders.ordered_thing,
    orders.undergone,
    things.abbreviated,
    orders.doing,
    orders.clipped,
    orders.followed,
    things.hesitated,
    things.wished,
    things.cut_away,
    orders.positioned,
)
"""In this order: a later one looks at what an earlier one has made of the words before."""


def sensed(found: Sequence[Token], even: str) -> list[Token]:
    """`found` with each doubtful word in the sense its neighbours give it."""
    result: list[Token] = []
    for index, each in enumerate(found):
        for sense in SENSES:
            each = sense(each, index, found, result, even)
        result.append(each)
    return result
