// A process that serves the Nexus router. Prints its URL.
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"

	"github.com/gammazero/nexus/v3/router"
)

// Number of messages that may wait for a client: with the default of 64, Nexus refuses calls under load.
const outQueueSize = 4096

func main() {
	config := &router.Config{RealmConfigs: []*router.RealmConfig{{URI: "realm1", AnonymousAuth: true}}}
	served, err := router.NewRouter(config, log.New(io.Discard, "", 0))
	if err != nil {
		log.Fatal(err)
	}
	server := router.NewWebsocketServer(served)
	server.OutQueueSize = outQueueSize
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("ws://%s/\n", listener.Addr())
	log.Fatal(http.Serve(listener, server))
}
