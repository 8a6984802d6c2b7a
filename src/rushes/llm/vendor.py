"""The one door to pydantic-ai: whom to ask, what goes over the line, and what can go wrong with it.

Imported only when a model is really asked: the library takes a second or two to load. It speaks the vendors' protocols;
what is asked, checked and given up on is decided in `reader.py`.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from rushes.language.consulted import Outcome
from rushes.llm.draft import Call, Returned
from rushes.llm.options import ModelOptions
from rushes.llm.told import INSTRUCTIONS
from rushes.llm.tools import Tool

ANSWER_BYTES_MOST = 4_000_000
"""Of one HTTP response; a server gone mad must not fill the memory."""

RETRIES = 1
"""Of one request that was answered with 429, 5xx or not at all, while there is time."""

CALLS_MOST = 60
"""Calls of one answer that are looked at."""

MISREAD = "does not match the expected"
"""How llama.cpp says, with a 500, that its model called a tool in a form it can't read."""

LOST_ADVICE = "its server cuts the beginning off, or the model's chat template leaves the tools out"

TOO_LONG_ADVICE = "start its server with more context, or set RUSHES_MODEL_TOOLS=few"

_TALKATIVE = ("openai", "anthropic", "httpx2", "httpcore2")
"""Libraries that log what was said when everything is logged; words and addresses are nobody's business."""

_LOADING = threading.Lock()
"""The library imports itself in circles: loaded in two threads at once, as when a server has just started, it fails."""


class NoAnswer(Exception):
    """Nothing usable came back; `outcome` says what it comes to, `detail` why, without addresses' secrets."""

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(detail)
        self.outcome, self.detail = outcome, detail


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of a model. `cost_usd` is None where no price is known."""

    calls: tuple[Call, ...]
    text: str
    tokens_in: int
    tokens_out: int
    cost_usd: float | None


class Talk:
    """One conversation with one model, about one request."""

    def __init__(self, options: ModelOptions, tools: Sequence[Tool], request: str) -> None:
        _need_library()
        from pydantic_ai.messages import ModelRequest, UserPromptPart
        from pydantic_ai.models import ModelRequestParameters
        from pydantic_ai.tools import ToolDefinition

        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        self._options = options
        self._model = _model(options)
        definitions = [
            ToolDefinition(
                name=tool.name, parameters_json_schema=dict(tool.schema), description=tool.description, strict=False
            )
            for tool in tools
        ]
        self._parameters = ModelRequestParameters(function_tools=definitions, allow_text_output=True)
        first = ModelRequest(parts=[UserPromptPart(request)], instructions=INSTRUCTIONS)
        self._messages: list[Any] = [first]
        self._must = True
        self._sent = len(request) + len(INSTRUCTIONS) + sum(len(json.dumps(tool.schema)) for tool in tools)

    def expected_tokens(self) -> int:
        """About what the next request will cost in tokens, before it is sent."""
        return self._sent // 3

    def lost(self, said: Said) -> str:
        """What `said` tells of a request that did not reach the model whole; empty where it did, or nobody counted."""
        if not 0 < said.tokens_in < self.expected_tokens() // 2:
            return ""
        return f"it read {said.tokens_in} tokens of about {self.expected_tokens()}: {LOST_ADVICE}"

    async def ask(self, returned: Sequence[Returned] = (), remark: str = "") -> Said:
        """The next answer, after the answers to its last calls or a remark. It has to call a tool, where the server can
        see to that: small models would only talk. Raises NoAnswer."""
        from pydantic_ai import exceptions
        from pydantic_ai.direct import model_request

        if returned or remark:
            self._messages.append(_request(returned, remark))
            self._sent += sum(len(each.text) for each in returned) + len(remark)
        settings: Any = {
            "max_tokens": self._options.tokens_answer,
            "max_retries": RETRIES,
            "timeout": self._options.seconds,
            "tool_choice": "required" if self._must else "auto",
        }
        if self._options.vendor == "anthropic":
            settings |= {"anthropic_cache_tool_definitions": True, "anthropic_cache_instructions": True}
        try:
            response = await model_request(
                self._model, self._messages, model_settings=settings, model_request_parameters=self._parameters
            )
        except (
            exceptions.ModelRateLimitError,
            exceptions.ModelUnavailableError,
            exceptions.ModelQuotaExceededError,
        ) as error:
            raise NoAnswer(Outcome.BUSY, _detail(error)) from error
        except exceptions.ModelTimeoutError as error:
            raise NoAnswer(Outcome.LATE, _detail(error)) from error
        except exceptions.ModelConnectionError as error:
            if isinstance(_cause(error), TooLong):
                raise NoAnswer(Outcome.GARBLED, "the answer was too long") from error
            raise NoAnswer(Outcome.NOT_REACHED, _detail(error)) from error
        except (exceptions.ModelAuthenticationError, exceptions.ModelNotFoundError) as error:
            raise NoAnswer(Outcome.NOT_SET_UP, _detail(error)) from error
        except exceptions.ModelServerError as error:
            misread = MISREAD in str(getattr(error, "body", ""))
            raise NoAnswer(Outcome.GARBLED if misread else Outcome.BUSY, _detail(error)) from error
        except exceptions.ModelRequestRejectedError as error:
            if _too_long(error):
                raise NoAnswer(Outcome.TOO_LONG, TOO_LONG_ADVICE) from error
            if self._must:  # some servers do not know that wish
                self._must = False
                return await self.ask()
            raise NoAnswer(Outcome.REFUSED, _detail(error)) from error
        except exceptions.ModelAPIError as error:
            refused = getattr(error, "status_code", None)  # without one it came, and could not be read
            raise NoAnswer(Outcome.REFUSED if refused else Outcome.GARBLED, _detail(error)) from error
        except exceptions.UserError as error:
            raise NoAnswer(Outcome.NOT_SET_UP, _short(str(error))) from error
        except TooLong as error:
            raise NoAnswer(Outcome.GARBLED, "the answer was too long") from error
        except Exception as error:  # whatever a broken server makes the library trip over
            raise NoAnswer(Outcome.GARBLED, type(error).__name__) from error
        self._messages.append(response)
        return _said(response)


def _said(response: Any) -> Said:
    calls = tuple(
        Call(part.tool_call_id, part.tool_name, _object(part.args)) for part in response.tool_calls[:CALLS_MOST]
    )
    usage = response.usage
    try:
        cost: float | None = float(response.cost().total_price)
    except Exception:  # a model nobody has a price for
        cost = None
    return Said(calls, (response.text or "").strip(), usage.input_tokens or 0, usage.output_tokens or 0, cost)


def _object(arguments: object) -> Mapping[str, Any] | None:
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments) if arguments.strip() else {}
        except (ValueError, RecursionError):
            return None
    if arguments is None:
        return {}
    return arguments if isinstance(arguments, dict) else None


def _request(returned: Sequence[Returned], remark: str) -> Any:
    from pydantic_ai.messages import BinaryContent, ModelRequest, ToolReturnPart, UserPromptPart

    parts: list[Any] = [ToolReturnPart(each.call.name, each.text, each.call.id) for each in returned]
    for each in returned:
        if each.picture is not None:
            kind = "image/png" if each.picture[:4] == b"\x89PNG" else "image/jpeg"
            parts.append(UserPromptPart([each.text, BinaryContent(each.picture, media_type=kind)]))
    if remark:
        parts.append(UserPromptPart(remark))
    return ModelRequest(parts=parts, instructions=INSTRUCTIONS)


def _model(options: ModelOptions) -> Any:
    """The model as the library knows it. Its own search for keys and addresses in the environment is never used for an
    address that was named: a key goes where it belongs or nowhere. Raises NoAnswer."""
    _need_library()
    name = options.name or (first_model(options) if options.url else "")
    if not options.vendor or not name:
        raise NoAnswer(Outcome.NOT_SET_UP, "RUSHES_MODEL is VENDOR:NAME, or the address of an API")
    with _LOADING:
        return _built(options, name)


def _built(options: ModelOptions, name: str) -> Any:
    from pydantic_ai.exceptions import UserError
    from pydantic_ai.models import infer_model
    from pydantic_ai.providers import infer_provider, infer_provider_class

    try:
        if options.vendor in ("openai", "ollama") or (options.url and options.vendor != "anthropic"):
            from pydantic_ai.models.openai import OpenAIChatModel
            from pydantic_ai.providers.ollama import OllamaProvider
            from pydantic_ai.providers.openai import OpenAIProvider

            kind = OllamaProvider if options.vendor == "ollama" else OpenAIProvider
            url = options.url or "https://api.openai.com/v1"
            if not options.key and not options.url:
                raise NoAnswer(Outcome.NOT_SET_UP, "OPENAI_API_KEY or RUSHES_MODEL_KEY is needed")
            return OpenAIChatModel(name, provider=kind(url, options.key or "none", http_client=_client(options)))
        if options.vendor == "anthropic":
            from anthropic import AsyncAnthropic
            from pydantic_ai.models.anthropic import AnthropicModel
            from pydantic_ai.providers.anthropic import AnthropicProvider

            if not options.key:
                raise NoAnswer(Outcome.NOT_SET_UP, "ANTHROPIC_API_KEY or RUSHES_MODEL_KEY is needed")
            url = options.url.removesuffix("/v1") or "https://api.anthropic.com"
            line: Any = _client(options)
            client = AsyncAnthropic(api_key=options.key, base_url=url, http_client=line)
            return AnthropicModel(name, provider=AnthropicProvider(anthropic_client=client))

        def provider(vendor: str) -> Any:
            named: Any = infer_provider_class(vendor)
            return named(api_key=options.key) if options.key else infer_provider(vendor)

        return infer_model(f"{options.vendor}:{name}", provider)
    except (UserError, ImportError, ValueError, TypeError) as error:
        raise NoAnswer(Outcome.NOT_SET_UP, _short(str(error))) from error


# --- the line ------------------------------------------------------------------------------------------------


def _need_library() -> None:
    """Loads what all vendors share; each one's half costs a second or more, and is only looked for."""
    if any(find_spec(name) is None for name in ("pydantic_ai", "openai", "anthropic")):
        raise NoAnswer(Outcome.NOT_SET_UP, "its library is not installed: RUSHES_EXTRAS=model scripts/setup")
    with _LOADING:
        import pydantic_ai.direct  # noqa: F401


def warm(options: ModelOptions) -> None:
    """Loads what asking takes, so that the first who asks need not wait for it."""
    with suppress(NoAnswer):
        _model(options)


class TooLong(Exception):
    """An answer longer than ANSWER_BYTES_MOST."""


def _client(options: ModelOptions) -> Any:
    """An HTTP client that reads no more than it must and follows no redirects, which could lead a key elsewhere."""
    import httpx2

    class Bounded(httpx2.AsyncByteStream):
        def __init__(self, inner: Any) -> None:
            self._inner = inner

        async def __aiter__(self) -> AsyncIterator[bytes]:
            size = 0
            async for part in self._inner:
                size += len(part)
                if size > ANSWER_BYTES_MOST:
                    raise TooLong()
                yield part

        async def aclose(self) -> None:
            await self._inner.aclose()

    async def bound(response: Any) -> None:
        response.stream = Bounded(response.stream)

    return httpx2.AsyncClient(
        timeout=options.seconds,
        follow_redirects=False,
        event_hooks={"response": [bound]},
        headers={"User-Agent": "rushes"},
    )


def models_at(options: ModelOptions, seconds: float = 5.0) -> list[str]:
    """The models that an OpenAI-compatible address lists. Raises NoAnswer."""
    import httpx

    headers = {"Authorization": f"Bearer {options.key}"} if options.key else {}
    try:
        with httpx.stream("GET", f"{options.url}/models", headers=headers, timeout=seconds) as answer:
            if answer.status_code != 200:
                raise NoAnswer(Outcome.NOT_SET_UP, f"HTTP {answer.status_code} from {options.url}/models")
            body = b""
            for part in answer.iter_bytes():
                body += part
                if len(body) > ANSWER_BYTES_MOST:
                    raise NoAnswer(Outcome.GARBLED, "the list of models was too long")
        found = json.loads(body)["data"]
        return [str(each["id"]) for each in found]
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NoAnswer(Outcome.NOT_REACHED, f"{type(error).__name__} at {options.url}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise NoAnswer(Outcome.GARBLED, f"no list of models at {options.url}/models") from error


def reached(options: ModelOptions) -> str:
    """What can be said of a model without asking it anything: its library is here, its key set, its address answers.
    Raises NoAnswer."""
    import httpx

    _model(options)
    if options.url and options.vendor != "anthropic":
        listed = models_at(options)
        if options.name and options.name not in listed and f"{options.name}:latest" not in listed:
            raise NoAnswer(Outcome.NOT_SET_UP, f"{options.url} answers, but has {', '.join(listed[:8]) or 'no model'}")
        return f"{options.url} answers"
    url = options.url or {"openai": "https://api.openai.com/v1", "anthropic": "https://api.anthropic.com"}.get(
        options.vendor, ""
    )
    if not url:
        return "set up; not asked"
    try:
        httpx.get(url, timeout=5.0)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NoAnswer(Outcome.NOT_REACHED, f"{type(error).__name__} at {url}") from error
    return f"{url} answers; whether the key is good shows when it is asked"


def first_model(options: ModelOptions) -> str:
    """The model of an address that was given without one. Raises NoAnswer."""
    found = models_at(options)
    if not found:
        raise NoAnswer(Outcome.NOT_SET_UP, f"no model is loaded at {options.url}")
    return found[0]


def _too_long(error: Any) -> bool:
    """Whether a server said that the model has no room for what was sent: in OpenAI's words, vLLM's or llama.cpp's."""
    from pydantic_ai.exceptions import ModelContextWindowExceededError

    return isinstance(error, ModelContextWindowExceededError) or "exceed_context_size" in str(error.body)


def _detail(error: Any) -> str:
    status = getattr(error, "status_code", None)
    return f"HTTP {status}" if status else type(error).__name__


def _cause(error: BaseException | None) -> BaseException | None:
    """The first cause of an error that was passed on."""
    while error is not None and (error.__cause__ or error.__context__) is not None:
        error = error.__cause__ or error.__context__
    return error


def _short(text: str) -> str:
    return " ".join(text.split())[:200]
