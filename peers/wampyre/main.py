"""A process that serves wampyre: main.py <port>. Prints its URL."""

import asyncio
import json
import sys

from websockets.asyncio.server import serve
from wampyre.session import STATE_CLOSED
from wampyre.transports.base import TransportBase

CLOSE = object()


class Transport(TransportBase):
    """A client: messages to it are queued, and written by a task of its own."""

    def __init__(self):
        super().__init__()
        self.queue = asyncio.Queue()

    def send(self, opcode, *args):
        self.queue.put_nowait(json.dumps([opcode, *args]))

    def close_session(self):
        self.queue.put_nowait(CLOSE)

    def realm_allowed(self, realm):
        return True

    def method_uri_allowed(self, method, uri):
        return True

    async def write(self, socket):
        while (message := await self.queue.get()) is not CLOSE:
            await socket.send(message)
        await socket.close()


async def handle(socket):
    transport = Transport()
    writer = asyncio.create_task(transport.write(socket))
    try:
        async for text in socket:
            transport.receive(*json.loads(text))
    finally:
        writer.cancel()
        # A session that wampyre has closed is lost already; a second time might remove a realm in use.
        if transport.session.state != STATE_CLOSED:
            transport.session_lost()


async def main():
    async with serve(handle, "127.0.0.1", int(sys.argv[1]), subprotocols=["wamp.2.json"]) as server:
        print(f"ws://127.0.0.1:{sys.argv[1]}/", flush=True)
        await server.serve_forever()


asyncio.run(main())
