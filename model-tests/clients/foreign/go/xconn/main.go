// A client made of xconn-go: xconn <url> <realm> <json|msgpack|cbor> <credentials>
package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/xconnio/wampproto-go/auth"
	"github.com/xconnio/xconn-go"

	"foreign/lines"
)

var serialisations = map[string]xconn.SerializerSpec{
	"json": xconn.JSONSerializerSpec, "msgpack": xconn.MsgPackSerializerSpec, "cbor": xconn.CBORSerializerSpec,
}

func main() { lines.Run(join) }

func join(url, realm, serialisation string, login *lines.Login) (lines.Peer, error) {
	client := xconn.Client{SerializerSpec: serialisations[serialisation]}
	if login != nil {
		authenticator, err := authenticatorOf(login)
		if err != nil {
			return nil, err
		}
		client.Authenticator = authenticator
	}
	session, err := client.Connect(context.Background(), url, realm)
	return &peer{session, map[string]xconn.RegisterResponse{}}, err
}

func authenticatorOf(login *lines.Login) (auth.ClientAuthenticator, error) {
	switch login.Method {
	case "wampcra":
		return auth.NewWAMPCRAAuthenticator(login.Authid, login.Secret, nil), nil
	case "cryptosign":
		return auth.NewCryptoSignAuthenticator(login.Authid, login.Secret, nil)
	default:
		return auth.NewTicketAuthenticator(login.Authid, login.Secret, nil), nil
	}
}

type peer struct {
	session       *xconn.Session
	registrations map[string]xconn.RegisterResponse
}

func (p *peer) Register(procedure, invoke string, endpoint lines.Endpoint) error {
	request := p.session.Register(procedure, func(_ context.Context, invocation *xconn.Invocation) *xconn.InvocationResult {
		result, failure := endpoint(lines.Payload{Args: invocation.Args(), Kwargs: invocation.Kwargs()})
		if failure != nil {
			return &xconn.InvocationResult{Err: failure.URI, Args: failure.Args, Kwargs: failure.Kwargs}
		}
		return &xconn.InvocationResult{Args: result.Args, Kwargs: result.Kwargs}
	})
	if invoke != "" {
		request.Invoke(invoke)
	}
	response := request.Do()
	p.registrations[procedure] = response
	return failed(response.Err)
}

func (p *peer) Unregister(procedure string) error {
	response, registered := p.registrations[procedure]
	if !registered {
		return fmt.Errorf("%s was not registered", procedure)
	}
	return failed(response.Unregister())
}

func (p *peer) Call(procedure string, payload lines.Payload) (lines.Payload, error) {
	response := p.session.Call(procedure).Args(payload.Args...).Kwargs(payload.Kwargs).Do()
	return lines.Payload{Args: response.Args(), Kwargs: response.Kwargs()}, failed(response.Err)
}

func (p *peer) Leave() error { return p.session.Leave() }

// failed gives an ERROR of WAMP as the tests know it.
func failed(err error) error {
	var wamp *xconn.Error
	if errors.As(err, &wamp) {
		return &lines.Failure{URI: wamp.URI, Payload: lines.Payload{Args: wamp.Args, Kwargs: wamp.Kwargs}}
	}
	return err
}
