// A client made of the client library of Nexus: nexus <url> <realm> <json|msgpack|cbor> <credentials>
package main

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"io"
	"log"

	"github.com/gammazero/nexus/v3/client"
	"github.com/gammazero/nexus/v3/transport/serialize"
	"github.com/gammazero/nexus/v3/wamp"
	"github.com/gammazero/nexus/v3/wamp/crsign"

	"foreign/lines"
)

var serialisations = map[string]serialize.Serialization{
	"json": client.JSON, "msgpack": client.MSGPACK, "cbor": client.CBOR,
}

func main() { lines.Run(join) }

func join(url, realm, serialisation string, login *lines.Login) (lines.Peer, error) {
	config := client.Config{
		Realm:         realm,
		Serialization: serialisations[serialisation],
		Logger:        log.New(io.Discard, "", 0),
	}
	if login != nil {
		config.HelloDetails = wamp.Dict{"authid": login.Authid, "authextra": wamp.Dict{"pubkey": login.PublicKey}}
		config.AuthHandlers = map[string]client.AuthFunc{login.Method: answer(login)}
	}
	joined, err := client.ConnectNet(context.Background(), url, config)
	return peer{joined}, err
}

// The library signs for wampcra; the other methods are up to the program.
func answer(login *lines.Login) client.AuthFunc {
	return func(challenge *wamp.Challenge) (string, wamp.Dict) {
		switch login.Method {
		case "wampcra":
			return crsign.RespondChallenge(login.Secret, challenge, nil), wamp.Dict{}
		case "cryptosign":
			text, _ := wamp.AsString(challenge.Extra["challenge"])
			seed, _ := hex.DecodeString(login.Secret)
			signed, _ := hex.DecodeString(text)
			return hex.EncodeToString(ed25519.Sign(ed25519.NewKeyFromSeed(seed), signed)) + text, wamp.Dict{}
		default:
			return login.Secret, wamp.Dict{}
		}
	}
}

type peer struct{ *client.Client }

func (p peer) Register(procedure, invoke string, endpoint lines.Endpoint) error {
	options := wamp.Dict{}
	if invoke != "" {
		options[wamp.OptInvoke] = invoke
	}
	handler := func(_ context.Context, invocation *wamp.Invocation) client.InvokeResult {
		result, failure := endpoint(lines.Payload{Args: invocation.Arguments, Kwargs: invocation.ArgumentsKw})
		if failure != nil {
			return client.InvokeResult{Err: wamp.URI(failure.URI), Args: failure.Args, Kwargs: failure.Kwargs}
		}
		return client.InvokeResult{Args: result.Args, Kwargs: result.Kwargs}
	}
	return p.Client.Register(procedure, handler, options)
}

func (p peer) Call(procedure string, payload lines.Payload) (lines.Payload, error) {
	result, err := p.Client.Call(context.Background(), procedure, nil, payload.Args, payload.Kwargs, nil)
	var failed client.RPCError
	if errors.As(err, &failed) {
		carried := lines.Payload{Args: failed.Err.Arguments, Kwargs: failed.Err.ArgumentsKw}
		return lines.Payload{}, &lines.Failure{URI: string(failed.Err.Error), Payload: carried}
	}
	if err != nil {
		return lines.Payload{}, err
	}
	return lines.Payload{Args: result.Arguments, Kwargs: result.ArgumentsKw}, nil
}

func (p peer) Leave() error { return p.Close() }
