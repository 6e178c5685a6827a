// A process that serves the router of xconn-go: xconn-go <port>, with 0 for a free port. Prints its URL.
package main

import (
	"fmt"
	"log"
	"net"
	"os"

	"github.com/xconnio/xconn-go"
)

// Number of messages that may wait for a client: with the default of 64, xconn-go refuses calls under load.
const outQueueSize = 4096

func main() {
	if len(os.Args) != 2 {
		log.Fatal("Expected a port as the only argument.")
	}
	router, err := xconn.NewRouter(&xconn.RouterConfig{LogLevel: xconn.LogLevelError})
	if err != nil {
		log.Fatal(err)
	}
	// Without permissions of its own, the role of anonymous clients may do nothing.
	everything := xconn.Permission{
		MatchPolicy: "prefix", AllowCall: true, AllowRegister: true, AllowPublish: true, AllowSubscribe: true,
	}
	anonymous := xconn.RealmRole{Name: "anonymous", Permissions: []xconn.Permission{everything}}
	if err := router.AddRealm("realm1", &xconn.RealmConfig{Roles: []xconn.RealmRole{anonymous}}); err != nil {
		log.Fatal(err)
	}
	server := xconn.NewServer(router, nil, &xconn.ServerConfig{OutQueueSize: outQueueSize})
	address := net.JoinHostPort("127.0.0.1", os.Args[1])
	listener, err := server.ListenAndServeWebSocket(xconn.NetworkTCP, address)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("ws://%s/\n", listener.Addr())
	select {}
}
