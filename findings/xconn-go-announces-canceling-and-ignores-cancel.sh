#!/usr/bin/env bash
# xconn-go 0.1.0 (Go module github.com/xconnio/xconn-go), a router: it announces call_canceling, and ignores CANCEL.
#
# WELCOME holds the feature call_canceling of the dealer. After CANCEL, in any mode, the caller gets no ERROR and the
# callee no INTERRUPT, though both announced the feature; the call goes on until the callee answers. The dealer of
# wampproto-go has a constant for the feature, and no code for the message. A client that relies on the announcement
# waits for an answer to its CANCEL.
#
# Expected: ERROR wamp.error.canceled for the caller at once under skip and killnowait, and INTERRUPT for the callee under
# kill and killnowait; or no such announcement.
#
# Seen with Go 1.26.8:
#
#     the dealer announces call_canceling: true
#     CANCEL skip: answered false, callee interrupted false
#     CANCEL kill: answered false, callee interrupted false
#     CANCEL killnowait: answered false, callee interrupted false
#
# A call to an unknown procedure follows each CANCEL; its ERROR shows that the router has read the CANCEL. Ends with 0 if
# this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
go mod init finding >/dev/null 2>&1
go get github.com/xconnio/xconn-go@v0.1.0 github.com/gorilla/websocket@v1.5.0 >/dev/null 2>&1

cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/gorilla/websocket"
	"github.com/xconnio/xconn-go"
)

const hello, welcome, failure, call, cancel, register, registered, invocation, interrupt = 1, 2, 8, 48, 49, 64, 65, 68, 69

var (
	features = map[string]any{"features": map[string]any{"call_canceling": true}}
	roles    = map[string]any{"caller": features, "callee": features}
)

type client struct{ *websocket.Conn }

func (c client) send(message ...any) { check(c.WriteJSON(message)) }

// next reads one message; nil if none comes within the time.
func (c client) next(within time.Duration) (message []any) {
	_ = c.SetReadDeadline(time.Now().Add(within))
	if c.ReadJSON(&message) != nil {
		return nil
	}
	return message
}

func (c client) expect(code float64) []any {
	message := c.next(10 * time.Second)
	if message == nil || message[0] != code {
		panic(fmt.Sprintf("Expected a message with the code %v, but got %v.", code, message))
	}
	return message
}

func join(url string) (client, []any) {
	dialer := websocket.Dialer{Subprotocols: []string{"wamp.2.json"}}
	socket, _, err := dialer.Dial(url, nil)
	check(err)
	joined := client{socket}
	joined.send(hello, "realm1", map[string]any{"roles": roles})
	return joined, joined.expect(welcome)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func serve() string {
	router, err := xconn.NewRouter(&xconn.RouterConfig{LogLevel: xconn.LogLevelError})
	check(err)
	everything := xconn.Permission{MatchPolicy: "prefix", AllowCall: true, AllowRegister: true}
	anonymous := xconn.RealmRole{Name: "anonymous", Permissions: []xconn.Permission{everything}}
	check(router.AddRealm("realm1", &xconn.RealmConfig{Roles: []xconn.RealmRole{anonymous}}))
	server := xconn.NewServer(router, nil, nil)
	listener, err := server.ListenAndServeWebSocket(xconn.NetworkTCP, "127.0.0.1:0")
	check(err)
	return fmt.Sprintf("ws://%s/", listener.Addr())
}

func main() {
	url := serve()
	isStill := true
	for _, mode := range []string{"skip", "kill", "killnowait"} {
		caller, welcomed := join(url)
		callee, _ := join(url)
		if mode == "skip" {
			dealer := welcomed[2].(map[string]any)["roles"].(map[string]any)["dealer"].(map[string]any)
			isAnnounced := dealer["features"].(map[string]any)["call_canceling"] == true
			fmt.Println("the dealer announces call_canceling:", isAnnounced)
			isStill = isStill && isAnnounced
		}
		callee.send(register, 1, map[string]any{}, "com.example."+mode)
		callee.expect(registered)
		caller.send(call, 1, map[string]any{}, "com.example."+mode)
		callee.expect(invocation)
		caller.send(cancel, 1, map[string]any{"mode": mode})
		caller.send(call, 2, map[string]any{}, "com.example.unknown")
		isAnswered := caller.expect(failure)[2] == 1.0
		received := callee.next(time.Second)
		isInterrupted := received != nil && received[0] == float64(interrupt)
		fmt.Printf("CANCEL %s: answered %t, callee interrupted %t\n", mode, isAnswered, isInterrupted)
		isStill = isStill && !isAnswered && !isInterrupted
	}
	if !isStill {
		os.Exit(1)
	}
}
GO

go run .
