"""What is spoken of and not wanted: "I was going to delete clip 2 but changed my mind", "mute it? no thanks"."""

from __future__ import annotations

import re

from rushes.language.reading import Reading, Route
from rushes.language.words.script import Script

_WITHDRAWN = re.compile(
    r"\W*(?:(?:so|well|ok|hey|yeah|and|um+|hm+)\b[ ,]*)*(?:"
    r"(?:i|we) (?:was|were|had been) (?:going|about|planning|tempted|meaning) to .+?,? but (?:then )?(?:i |we )?(?:changed (?:my|our) minds?|decided (?:not to|against)|didn't|won't|no(?:t anymore)?\b|never ?mind|think not|let's not|it's fine).{0,40}"
    r"|(?:(?:my|a|the|some|our) )?[a-z]+ (?:[a-z]+ )?(?:told|asked|said|suggested|suggests|wants?|wanted|advised|tells|says)(?: me| us)? (?:to|that (?:i|we)(?: should)?|(?:i|we) should) .+?,? but (?:i|we) (?:disagree|don't (?:agree|want|like|think)|do not (?:agree|want|like|think)|won't|refuse|(?:woul|')d rather not|said no).{0,40}"
    r"|.+?,? (?:some other time|another time|later|tomorrow|next time|next week),? (?:but )?not (?:now|yet|today)(?: though| please)?"
    r"|[^?]+\? ?(?:no+|nope|nah|never|no way|no,? (?:thanks|thank you|thx|please don't|don't))"
    r")\W*"
)


def withdrawn(text: Script) -> Reading | None:
    """The reading of a request that only tells what is not to be done; None where something is asked for."""
    if text.chinese or not _WITHDRAWN.fullmatch(text.written.casefold().replace("’", "'")):
        return None
    return Reading(Route.UNCLEAR, (), (), "en", (text.written.strip(),))
