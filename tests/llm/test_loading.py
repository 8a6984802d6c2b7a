"""The library is loaded by whoever comes first, several at once included: it imports itself in circles."""

from __future__ import annotations

import subprocess
import sys

AT_ONCE = """
import sys, threading
from rushes.llm import vendor
from rushes.llm.options import ModelOptions
sys.setswitchinterval(1e-5)
options = ModelOptions("openai", "scripted", "http://127.0.0.1:9/v1", "k")
failed, gate = [], threading.Barrier(4)

def load(what):
    gate.wait()
    try:
        what()
    except BaseException as error:
        failed.append(repr(error))

asks = [lambda: vendor.Talk(options, (), "hello")] * 3 + [lambda: vendor.warm(options)]
threads = [threading.Thread(target=load, args=(each,)) for each in asks]
for each in threads:
    each.start()
for each in threads:
    each.join()
sys.exit("\\n".join(failed) or 0)
"""


def test_several_may_ask_at_once_when_nothing_is_loaded_yet():
    done = subprocess.run([sys.executable, "-c", AT_ONCE], text=True, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
