"""The lines between a test and this program: one JSON object each; peer.ts says what stands in them."""

import itertools
import json
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

Line = dict[str, Any]

_writing = threading.Lock()
_invocations = itertools.count(1)
_answers: dict[int, Callable[[Line], None]] = {}


def requests() -> Iterator[Line]:
    """Reads what the test wants done, until it closes the pipe; answers to invocations go where they are awaited."""
    for text in sys.stdin:
        line = json.loads(text)
        if line["do"] == "answer":
            _answers.pop(line["invocation"])(line)
        else:
            yield line


def say(what: str, **fields: Any) -> None:
    """Tells the test something."""
    text = json.dumps({"say": what, **fields})
    with _writing:
        print(text, flush=True)


def ask(procedure: str, args: list[Any], kwargs: Line, answer: Callable[[Line], None]) -> None:
    """Tells the test of an invocation; `answer` is called with the line that says how it ends."""
    invocation = next(_invocations)
    _answers[invocation] = answer
    say("invoked", invocation=invocation, procedure=procedure, args=args, kwargs=kwargs)
