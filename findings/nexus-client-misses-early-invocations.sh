#!/usr/bin/env bash
# The client library of Nexus, github.com/gammazero/nexus/v3 v3.2.2 (Go): a callee refuses many of the calls that
# come directly after REGISTERED, with the error wamp.error.invalid_argument.
#
# A router may send INVOCATION as soon as it has sent REGISTERED, and does so whenever a worker joins a shared
# procedure that is in use. In the client, the goroutine that reads hands REGISTERED to the one that waits in
# Register(), and only that one notes down which handler belongs to the registration. If the reader takes the next
# message before, it answers "client has no handler for registration …", and the caller, whose arguments were fine,
# is told that they were not.
#
# Expected: the handler is known before the next message is looked at.
#
# Seen with Go 1.26.8 on two cores, 200 registrations, each followed by one INVOCATION: between 110 and 130 of them
# were refused so, for example
#
#     200 calls: 82 answered, 118 refused with wamp.error.invalid_argument
#
# The router is the function serve below. Ends with 0 if any call is still refused so, and all others are answered.
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
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/gammazero/nexus/v3/client"
	"github.com/gammazero/nexus/v3/wamp"
	"github.com/gorilla/websocket"
)

const calls = 200

var (
	answered, refused int
	done              = make(chan struct{})
)

// serve lets one client join, and calls each procedure as soon as it is registered.
func serve(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{Subprotocols: []string{"wamp.2.json"}}
	socket, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		panic(err)
	}
	defer socket.Close()
	send := func(message ...any) { _ = socket.WriteJSON(message) }
	registrations := 0
	for {
		var message []any
		if socket.ReadJSON(&message) != nil {
			return
		}
		switch message[0].(float64) {
		case 1: // HELLO
			send(2, 7, map[string]any{"roles": map[string]any{"dealer": map[string]any{}}})
		case 64: // REGISTER
			registrations++
			send(65, message[1], registrations)                               // REGISTERED
			send(68, registrations, registrations, map[string]any{}, []any{}) // INVOCATION
		case 70: // YIELD
			answered++
		case 8: // ERROR
			if message[4] == "wamp.error.invalid_argument" {
				refused++
			}
		}
		if answered+refused == calls {
			close(done)
			return
		}
	}
}

func main() {
	server := httptest.NewServer(http.HandlerFunc(serve))
	callee, err := client.ConnectNet(context.Background(), strings.Replace(server.URL, "http", "ws", 1), client.Config{
		Realm:  "realm1",
		Logger: log.New(io.Discard, "", 0),
	})
	if err != nil {
		panic(err)
	}
	handler := func(context.Context, *wamp.Invocation) client.InvokeResult { return client.InvokeResult{} }
	for number := 0; number < calls; number++ {
		if err := callee.Register(fmt.Sprintf("com.example.work%d", number), handler, nil); err != nil {
			panic(err)
		}
	}
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		fmt.Println("not all calls were answered within ten seconds")
		os.Exit(1)
	}
	fmt.Printf("%d calls: %d answered, %d refused with wamp.error.invalid_argument\n", calls, answered, refused)
	if refused == 0 {
		os.Exit(1)
	}
}
GO

go run .
