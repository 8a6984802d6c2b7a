"""What may be sent: every field in snake_case and in camelCase, unknown ones ignored."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

_MOMENT = re.compile(r"\d{1,6}(\.\d{1,12})?|\d{1,12}/[1-9]\d{0,8}")

SELECTED_MOST = 200
"""Items selected that are told to the reader."""

Id = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]
"""An id; a client whose JSON made a number of it is understood."""

ShortText = Annotated[str, StringConstraints(max_length=500)]


class Body(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")


class Claim(Body):
    session_id: Id
    task_id: Id | None = None


class NewTask(Body):
    task_name: ShortText = ""
    language: ShortText = "en"


class NewName(Body):
    task_name: ShortText = ""


class Part(Body):
    text: str | None = None


class NewMessage(Body):
    parts: list[Part] = Field(max_length=100)
    role: str | None = None
    id: Annotated[str, StringConstraints(max_length=200)] | None = None


class Run(Body):
    """A turn. `base_revision` is ours: the revision the asker was looking at; a turn on another is refused (409).

    Of `state_delta` two are ours: `playhead`, where the asker looks, in seconds of the timeline (a number, or exact as
    "41/30"), and `selected`, the ids of the items they have selected. What is no such thing is as if not sent.
    """

    session_id: Id
    new_message: NewMessage
    app_name: str = "nemo_agent"
    user_id: Id = "me"
    streaming: bool = False
    message_id: Annotated[str, StringConstraints(max_length=200)] | None = None
    base_revision: int | None = Field(default=None, ge=0)
    state_delta: Any = None

    @property
    def words(self) -> str:
        return "\n".join(part.text for part in self.new_message.parts if part.text)

    @property
    def looking(self) -> dict[str, Any]:
        """Where the asker looks, as a turn's facts: `playhead` exact, `selected` a list; only what was told."""
        told = self.state_delta if isinstance(self.state_delta, dict) else {}
        found: dict[str, Any] = {}
        if _MOMENT.fullmatch(at := str(told.get("playhead"))):
            found["playhead"] = at
        chosen = told.get("selected")
        if isinstance(chosen, list) and (ids := [each for each in chosen[:SELECTED_MOST] if isinstance(each, str)]):
            found["selected"] = [each[:100] for each in ids]
        return found


class Stop(Body):
    """What is to be stopped: the turn of this Idempotency-Key (or message id), or all of the session's."""

    key: Annotated[str, StringConstraints(max_length=200)] | None = None


class Addresses(Body):
    urls: list[Annotated[str, StringConstraints(max_length=2048)]] = Field(min_length=1, max_length=20)
    source_type: Literal["url"] = "url"


class WantedOutput(Body):
    format: ShortText | None = None
    quality: ShortText | None = None
    resolution: ShortText | None = None
    fps: float | str | None = None
    codec: ShortText | None = None
    platform: ShortText | None = None


class NewRender(Body):
    session_id: Id
    id: Annotated[Id, StringConstraints(min_length=1, max_length=200, pattern=r"^[^/\s]+$")] | None = None
    draft: dict[str, Any] | str | None = None
    output: WantedOutput | None = None


class NewSession(BaseModel):
    """As an Agent Development Kit server takes it; the state is ours to make, and what is sent is ignored."""

    model_config = ConfigDict(extra="ignore")
    state: dict[str, Any] | None = None
    session_id: Id | None = Field(default=None, alias="sessionId")
