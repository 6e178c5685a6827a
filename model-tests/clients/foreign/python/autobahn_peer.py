"""A client made of Autobahn|Python: python autobahn_peer.py <url> <realm> <json|msgpack|cbor> <credentials>"""

import asyncio
import json
import os
import sys
import threading
from typing import Any

from autobahn.asyncio.component import Component, run
from autobahn.asyncio.wamp import ApplicationSession
from autobahn.wamp.exception import ApplicationError
from autobahn.wamp.types import CallResult, RegisterOptions

from lines import Line, ask, requests, say

URL, REALM, SERIALISATION, CREDENTIALS = sys.argv[1:]
SECRETS = {"ticket": "ticket", "wampcra": "secret", "cryptosign": "privkey"}

login = json.loads(CREDENTIALS)

component = Component(
    transports=[{"type": "websocket", "url": URL, "serializers": [SERIALISATION], "max_retries": 0}],
    realm=REALM,
    authentication=login and {login["method"]: {"authid": login["authid"], SECRETS[login["method"]]: login["secret"]}},
)
registrations: dict[str, Any] = {}


@component.on_join
async def joined(session: ApplicationSession, _details: Any) -> None:
    loop = asyncio.get_running_loop()

    def obey() -> None:
        for line in requests():
            asyncio.run_coroutine_threadsafe(serve(session, line), loop)
        os._exit(0)  # The test is gone.

    threading.Thread(target=obey, daemon=True).start()
    say("joined")


async def serve(session: ApplicationSession, line: Line) -> None:
    try:
        args, kwargs = await DEEDS[line["do"]](session, line)
        say("done", id=line["id"], args=args, kwargs=kwargs)
    except ApplicationError as error:
        say("failed", id=line["id"], error=error.error, args=list(error.args), kwargs=error.kwargs or {})


# --- what can be asked for; each gives positional and named results ---


async def register(session: ApplicationSession, line: Line) -> tuple[list[Any], Line]:
    async def endpoint(*args: Any, **kwargs: Any) -> CallResult:
        loop = asyncio.get_running_loop()
        answered = loop.create_future()
        ask(
            line["procedure"],
            list(args),
            kwargs,
            lambda answer: loop.call_soon_threadsafe(answered.set_result, answer),
        )
        answer = await answered
        if answer.get("error"):
            raise ApplicationError(answer["error"], *answer["args"], **answer["kwargs"])
        return CallResult(*answer["args"], **answer["kwargs"])

    options = RegisterOptions(invoke=line.get("invoke"))
    registrations[line["procedure"]] = await session.register(endpoint, line["procedure"], options=options)
    return [], {}


async def unregister(_session: ApplicationSession, line: Line) -> tuple[list[Any], Line]:
    await registrations.pop(line["procedure"]).unregister()
    return [], {}


async def call(session: ApplicationSession, line: Line) -> tuple[list[Any], Line]:
    result = await session.call(line["procedure"], *line["args"], **line["kwargs"])
    if isinstance(result, CallResult):
        return list(result.results), result.kwresults or {}
    return [result], {}


async def leave(session: ApplicationSession, _line: Line) -> tuple[list[Any], Line]:
    session.leave()
    return [], {}


DEEDS = {"register": register, "unregister": unregister, "call": call, "leave": leave}

if __name__ == "__main__":
    run([component], log_level="error")
