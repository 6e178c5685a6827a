// A client made of the client library of Nexus: nexus <url> <realm> <json|msgpack|cbor>
package main

import (
	"context"
	"errors"
	"io"
	"log"

	"github.com/gammazero/nexus/v3/client"
	"github.com/gammazero/nexus/v3/transport/serialize"
	"github.com/gammazero/nexus/v3/wamp"

	"foreign/lines"
)

var serialisations = map[string]serialize.Serialization{
	"json": client.JSON, "msgpack": client.MSGPACK, "cbor": client.CBOR,
}

func main() { lines.Run(join) }

func join(url, realm, serialisation string) (lines.Peer, error) {
	joined, err := client.ConnectNet(context.Background(), url, client.Config{
		Realm:         realm,
		Serialization: serialisations[serialisation],
		Logger:        log.New(io.Discard, "", 0),
	})
	return peer{joined}, err
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
