// Package lines is what a test and this program say to each other: one JSON object a line; peer.ts says what
// stands in them.
package lines

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

// Payload is what a CALL, a RESULT or an ERROR carries.
type Payload struct {
	Args   []any          `json:"args"`
	Kwargs map[string]any `json:"kwargs"`
}

// Failure is an ERROR with its URI.
type Failure struct {
	URI string
	Payload
}

func (f *Failure) Error() string { return f.URI }

// Peer is a client of the library under test.
type Peer interface {
	// Register offers a procedure; invoke is empty where the test names no policy.
	Register(procedure, invoke string, endpoint Endpoint) error
	Unregister(procedure string) error
	Call(procedure string, payload Payload) (Payload, error)
	Leave() error
}

// Endpoint answers an invocation, with a Failure if the answer is an ERROR.
type Endpoint func(Payload) (Payload, *Failure)

// Login is what a client logs in with; nil for an anonymous one.
type Login struct {
	Authid    string `json:"authid"`
	Method    string `json:"method"`
	Secret    string `json:"secret"`
	PublicKey string `json:"publicKey"`
}

// Run joins, obeys the test until it says leave or closes the pipe, and ends the program.
func Run(join func(url, realm, serialisation string, login *Login) (Peer, error)) {
	if len(os.Args) != 5 {
		fail(errors.New("expected <url> <realm> <json|msgpack|cbor> <credentials>"))
	}
	var login *Login
	if err := json.Unmarshal([]byte(os.Args[4]), &login); err != nil {
		fail(err)
	}
	peer, err := join(os.Args[1], os.Args[2], os.Args[3], login)
	if err != nil {
		fail(err)
	}
	say(map[string]any{"say": "joined"})
	input := bufio.NewReader(os.Stdin)
	for {
		text, err := input.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			fail(err)
		}
		var line request
		if err := json.Unmarshal(text, &line); err != nil {
			fail(err)
		}
		line.Args, line.Kwargs = typed(line.Args).([]any), typed(line.Kwargs).(map[string]any)
		switch line.Do {
		case "answer":
			answered(line)
		case "leave":
			serve(peer, line)
			return
		default:
			go serve(peer, line)
		}
	}
}

// --- internal ---

type request struct {
	Do         string `json:"do"`
	ID         int    `json:"id"`
	Procedure  string `json:"procedure"`
	Invoke     string `json:"invoke"`
	Invocation int    `json:"invocation"`
	Error      string `json:"error"`
	Payload
}

var (
	lock    sync.Mutex
	count   int
	answers = map[int]chan request{}
)

func serve(peer Peer, line request) {
	result, err := obey(peer, line)
	var failure *Failure
	switch {
	case errors.As(err, &failure):
		say(map[string]any{"say": "failed", "id": line.ID, "error": failure.URI, "args": failure.Args, "kwargs": failure.Kwargs})
	case err != nil:
		// The library has put the ERROR into a sentence.
		say(map[string]any{"say": "failed", "id": line.ID, "error": err.Error()})
	default:
		say(map[string]any{"say": "done", "id": line.ID, "args": result.Args, "kwargs": result.Kwargs})
	}
}

func obey(peer Peer, line request) (Payload, error) {
	switch line.Do {
	case "register":
		return Payload{}, peer.Register(line.Procedure, line.Invoke, func(payload Payload) (Payload, *Failure) {
			answer := ask(line.Procedure, payload)
			if answer.Error != "" {
				return Payload{}, &Failure{URI: answer.Error, Payload: answer.Payload}
			}
			return answer.Payload, nil
		})
	case "unregister":
		return Payload{}, peer.Unregister(line.Procedure)
	case "call":
		return peer.Call(line.Procedure, line.Payload)
	case "leave":
		return Payload{}, peer.Leave()
	}
	return Payload{}, fmt.Errorf("nobody knows how to %s", line.Do)
}

func ask(procedure string, payload Payload) request {
	channel := make(chan request, 1)
	lock.Lock()
	count++
	invocation := count
	answers[invocation] = channel
	lock.Unlock()
	say(map[string]any{
		"say": "invoked", "invocation": invocation, "procedure": procedure,
		"args": payload.Args, "kwargs": payload.Kwargs,
	})
	return <-channel
}

func answered(line request) {
	lock.Lock()
	defer lock.Unlock()
	answers[line.Invocation] <- line
	delete(answers, line.Invocation)
}

func say(line map[string]any) {
	text, err := json.Marshal(line)
	if err != nil {
		fail(err)
	}
	lock.Lock()
	defer lock.Unlock()
	fmt.Println(string(text))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// typed makes whole numbers of JSON integers, as a program in Go would send them.
func typed(value any) any {
	switch value := value.(type) {
	case float64:
		if whole := int64(value); float64(whole) == value {
			return whole
		}
		return value
	case []any:
		for index := range value {
			value[index] = typed(value[index])
		}
		return value
	case map[string]any:
		for key := range value {
			value[key] = typed(value[key])
		}
		return value
	}
	return value
}
