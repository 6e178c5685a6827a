#!/usr/bin/env bash
# Nexus, github.com/gammazero/nexus/v3 v3.2.2 (Go), a router: bytes reach clients that speak JSON as bare Base64.
#
# WAMP writes bytes in JSON as a text that begins with \0, followed by their Base64, so that they can be told from other
# texts. Nexus has this conversion in its type BinaryData, but payloads that pass through the router are []byte, which its
# JSON serializer writes without the \0; and a text with the \0 that comes in JSON goes to clients of MessagePack as that
# text. So bytes do not survive a call between a client of JSON and another one, in either direction.
#
# Expected: the caller below receives ["\u0000AP+A/w=="], and its own bytes arrive as bytes.
#
# Seen with Go 1.26.8:
#
#     the callee received string "\x00AP+A/w=="
#     the caller received ["AP+A/w=="]
#
# Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
go mod init finding >/dev/null 2>&1
go get github.com/gammazero/nexus/v3@v3.2.2 github.com/gorilla/websocket@v1.5.0 >/dev/null 2>&1

cat >main.go <<'GO'
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/gammazero/nexus/v3/client"
	"github.com/gammazero/nexus/v3/router"
	"github.com/gammazero/nexus/v3/wamp"
	"github.com/gorilla/websocket"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	quiet := log.New(io.Discard, "", 0)
	realms := []*router.RealmConfig{{URI: "realm1", AnonymousAuth: true}}
	nexus, err := router.NewRouter(&router.Config{RealmConfigs: realms}, quiet)
	check(err)
	server := httptest.NewServer(router.NewWebsocketServer(nexus))
	url := strings.Replace(server.URL, "http", "ws", 1)

	// The callee speaks MessagePack, and returns four bytes.
	config := client.Config{Realm: "realm1", Serialization: client.MSGPACK, Logger: quiet}
	callee, err := client.ConnectNet(context.Background(), url, config)
	check(err)
	received := ""
	handler := func(_ context.Context, call *wamp.Invocation) client.InvokeResult {
		received = fmt.Sprintf("%T %q", call.Arguments[0], call.Arguments[0])
		return client.InvokeResult{Args: wamp.List{[]byte{0, 255, 128, 255}}}
	}
	check(callee.Register("com.example.bytes", handler, nil))

	// The caller speaks JSON, and sends the same four bytes.
	dialer := websocket.Dialer{Subprotocols: []string{"wamp.2.json"}}
	caller, _, err := dialer.Dial(url, nil)
	check(err)
	check(caller.SetReadDeadline(time.Now().Add(10 * time.Second)))
	next := func() (message []json.RawMessage) {
		check(caller.ReadJSON(&message))
		return message
	}
	check(caller.WriteJSON([]any{1, "realm1", map[string]any{"roles": map[string]any{"caller": map[string]any{}}}}))
	next() // WELCOME
	check(caller.WriteJSON([]any{48, 1, map[string]any{}, "com.example.bytes", []any{"\x00AP+A/w=="}}))
	result := next()

	fmt.Println("the callee received", received)
	fmt.Println("the caller received", string(result[3]))
	if received != `string "\x00AP+A/w=="` || string(result[3]) != `["AP+A/w=="]` {
		os.Exit(1)
	}
}
GO

go run .
