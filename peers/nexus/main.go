// A process that serves the Nexus router: nexus <port>, with 0 for a free port. Prints its URL.
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/gammazero/nexus/v3/router"
)

// Number of messages that may wait for a client: with the default of 64, Nexus refuses calls under load.
const outQueueSize = 4096

func main() {
	if len(os.Args) != 2 {
		log.Fatal("Expected a port as the only argument.")
	}
	config := &router.Config{RealmConfigs: []*router.RealmConfig{{URI: "realm1", AnonymousAuth: true}}}
	served, err := router.NewRouter(config, log.New(io.Discard, "", 0))
	if err != nil {
		log.Fatal(err)
	}
	server := router.NewWebsocketServer(served)
	server.OutQueueSize = outQueueSize
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", os.Args[1]))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("ws://%s/\n", listener.Addr())
	log.Fatal(http.Serve(listener, server))
}
