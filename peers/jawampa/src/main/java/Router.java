import java.net.URI;
import ws.wamp.jawampa.WampRouterBuilder;
import ws.wamp.jawampa.transport.netty.SimpleWampWebsocketListener;

/** A process that serves the router of jawampa: java Router &lt;port&gt;. Prints its URL. */
public final class Router {
    public static void main(String[] args) throws Exception {
        URI uri = URI.create("ws://127.0.0.1:" + args[0] + "/");
        WampRouterBuilder builder = new WampRouterBuilder();
        builder.addRealm("realm1");
        new SimpleWampWebsocketListener(builder.build(), uri, null).start();
        System.out.println(uri);
        Thread.currentThread().join();
    }
}
