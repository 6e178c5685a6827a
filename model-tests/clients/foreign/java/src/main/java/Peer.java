import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossbar.autobahn.wamp.Client;
import io.crossbar.autobahn.wamp.Session;
import io.crossbar.autobahn.wamp.auth.ChallengeResponseAuth;
import io.crossbar.autobahn.wamp.auth.CryptosignAuth;
import io.crossbar.autobahn.wamp.auth.TicketAuth;
import io.crossbar.autobahn.wamp.exceptions.ApplicationError;
import io.crossbar.autobahn.wamp.interfaces.IAuthenticator;
import io.crossbar.autobahn.wamp.reflectionRoles.WampException;
import io.crossbar.autobahn.wamp.transports.NettyWebSocket;
import io.crossbar.autobahn.wamp.types.CallOptions;
import io.crossbar.autobahn.wamp.types.CallResult;
import io.crossbar.autobahn.wamp.types.InvocationDetails;
import io.crossbar.autobahn.wamp.types.InvocationResult;
import io.crossbar.autobahn.wamp.types.RegisterOptions;
import io.crossbar.autobahn.wamp.types.Registration;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.LogManager;

/**
 * A client made of autobahn-java: java Peer &lt;url&gt; &lt;realm&gt; &lt;json|msgpack|cbor&gt; &lt;credentials&gt;
 *
 * <p>It does what the test asks for on standard input, one JSON object a line; peer.ts says what stands in them.
 */
public final class Peer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintStream OUTPUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final Session session;
    private final Map<String, Registration> registrations = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<InvocationResult>> invocations = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    private Peer(Session session) {
        this.session = session;
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        Executor executor = Executors.newSingleThreadExecutor();
        Session session = new Session(executor);
        Peer peer = new Peer(session);
        session.addOnJoinListener((joined, details) -> peer.say(Map.of("say", "joined")));
        session.addOnDisconnectListener((left, wasClean) -> System.exit(0));
        Client client = new Client(new NettyWebSocket(args[0], List.of("wamp.2." + args[2])), executor);
        JsonNode login = JSON.readTree(args[3]);
        if (login.isNull()) client.add(session, args[1]);
        else client.add(session, args[1], List.of(authenticatorOf(login)));
        client.connect();

        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String text = input.readLine(); text != null; text = input.readLine()) {
            Map<String, Object> line = objectOf(JSON.readValue(text, Map.class));
            executor.execute(() -> peer.serve(line));
        }
        Runtime.getRuntime().halt(0); // The test is gone.
    }

    private static IAuthenticator authenticatorOf(JsonNode login) {
        String authid = login.get("authid").asText();
        String secret = login.get("secret").asText();
        switch (login.get("method").asText()) {
            case "wampcra":
                return new ChallengeResponseAuth(authid, secret);
            case "cryptosign":
                return new CryptosignAuth(authid, secret, login.get("publicKey").asText());
            default:
                return new TicketAuth(authid, secret);
        }
    }

    private void serve(Map<String, Object> line) {
        String procedure = (String) line.get("procedure");
        switch ((String) line.get("do")) {
            case "answer":
                answer(line);
                break;
            case "register":
                RegisterOptions options = new RegisterOptions(null, (String) line.get("invoke"));
                reply(line, session.register(procedure, this::invoked, options)
                        .thenAccept(registration -> registrations.put(procedure, registration))
                        .thenApply(nothing -> new CallResult(null, null)));
                break;
            case "unregister":
                reply(line, session.unregister(registrations.remove(procedure))
                        .thenApply(nothing -> new CallResult(null, null)));
                break;
            case "call":
                reply(line, session.call(procedure, argsOf(line), kwargsOf(line), (CallOptions) null));
                break;
            case "leave":
                session.leave();
                reply(line, CompletableFuture.completedFuture(new CallResult(null, null)));
                break;
            default:
                throw new IllegalArgumentException("Nobody knows how to " + line.get("do"));
        }
    }

    private CompletableFuture<InvocationResult> invoked(
            List<Object> args, Map<String, Object> kwargs, InvocationDetails details) {
        long invocation = count.incrementAndGet();
        CompletableFuture<InvocationResult> answered = new CompletableFuture<>();
        invocations.put(invocation, answered);
        Map<String, Object> line = payload(args, kwargs);
        line.putAll(Map.of("say", "invoked", "invocation", invocation, "procedure", details.procedure));
        say(line);
        return answered;
    }

    private void answer(Map<String, Object> line) {
        CompletableFuture<InvocationResult> answered =
                invocations.remove(((Number) line.get("invocation")).longValue());
        String error = (String) line.get("error");
        if (error == null) {
            answered.complete(new InvocationResult(argsOf(line), kwargsOf(line)));
        } else {
            answered.completeExceptionally(new WampException(error, null, argsOf(line), kwargsOf(line)));
        }
    }

    private void reply(Map<String, Object> line, CompletableFuture<CallResult> future) {
        future.whenComplete((result, thrown) -> {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            Map<String, Object> said;
            if (cause == null) {
                said = payload(result.results, result.kwresults);
                said.put("say", "done");
            } else if (cause instanceof ApplicationError) {
                ApplicationError failed = (ApplicationError) cause;
                said = payload(failed.args, failed.kwargs);
                said.putAll(Map.of("say", "failed", "error", failed.getMessage()));
            } else {
                throw new IllegalStateException(cause);
            }
            said.put("id", line.get("id"));
            say(said);
        });
    }

    // A line is one object, whichever thread writes it.
    private synchronized void say(Map<String, ?> line) {
        try {
            OUTPUT.println(JSON.writeValueAsString(line));
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    private static Map<String, Object> payload(List<Object> args, Map<String, Object> kwargs) {
        Map<String, Object> line = new HashMap<>();
        line.put("args", args == null ? List.of() : args);
        line.put("kwargs", kwargs == null ? Map.of() : kwargs);
        return line;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> argsOf(Map<String, Object> line) {
        return (List<Object>) line.get("args");
    }

    private static Map<String, Object> kwargsOf(Map<String, Object> line) {
        return objectOf(line.get("kwargs"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> objectOf(Object value) {
        return (Map<String, Object>) value;
    }
}
