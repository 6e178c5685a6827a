"""Becomes a process that serves Crossbar.io: main.py <port>, in a node directory of its own beside its installation."""

import json
import os
import pathlib
import shutil
import sys

port = int(sys.argv[1])
binaries = pathlib.Path(sys.executable).parent
folder = binaries.parent / "nodes" / str(port)

everything = {"uri": "", "match": "prefix", "allow": {"call": True, "register": True, "publish": True, "subscribe": True}}
configuration = {
    "version": 2,
    "controller": {"id": "crossbar"},
    "workers": [
        {
            "type": "router",
            "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "permissions": [everything]}]}],
            "transports": [
                {
                    "type": "websocket",
                    "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": port},
                    "auth": {"anonymous": {"type": "static", "role": "anonymous"}},
                }
            ],
        }
    ],
}

shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
(folder / "config.json").write_text(json.dumps(configuration))
program = str(binaries / "crossbar")
os.execv(program, [program, "start", "--cbdir", str(folder), "--loglevel", "warn", "--color", "false"])
