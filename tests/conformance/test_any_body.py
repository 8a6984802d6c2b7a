"""Whatever is sent to any address of the OpenAPI document, no answer is a 5xx (schemathesis makes it up)."""

from __future__ import annotations

import os

import pytest

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402

from tests.conformance.client import Skill  # noqa: E402

EXAMPLES = int(os.environ.get("RUSHES_EXAMPLES", "5"))
"""Of each address."""

STREAMS = ("/events",)
"""Addresses whose answer does not end by itself."""


def test_no_answer_is_our_fault(own):
    guest = Skill(own.base)
    session = guest.session()
    schema = schemathesis.openapi.from_url(f"{own.base}/openapi.json")
    walked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path.endswith(STREAMS):
            continue
        walked += 1

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        )
        def no_5xx(case):
            # every other example knows a session there is, and gets further
            for name in ("sid", "session", "session_id"):
                if name in (case.path_parameters or {}) and len(str(case.path_parameters[name])) % 2:
                    case.path_parameters[name] = session
            if isinstance(case.body, dict) and len(str(case.body)) % 2:
                case.body.update({key: session for key in ("session_id", "sessionId") if key in case.body})
            headers = {**dict(case.headers or {}), "Authorization": f"Bearer {guest.token}"}
            answer = case.call(headers=headers, timeout=60)
            assert answer.status_code < 500, f"{answer.status_code} {answer.text[:300]}\n{case.as_curl_command()}"

        no_5xx()
    assert walked > 25
