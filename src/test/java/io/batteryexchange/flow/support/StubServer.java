package io.batteryexchange.flow.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** All upstreams on one port: answers by path what a test scripted, and keeps every request. A path without a script is refused. */
public final class StubServer {

    /** What a path answers. */
    @FunctionalInterface
    public interface Script {
        Answer answer(Received request) throws Exception;
    }

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else every answer waits for a delayed acknowledgement
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, Script> standing = new ConcurrentHashMap<>();
    private final Map<String, Deque<Script>> next = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "stub");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Forgets scripts and requests. */
    public void reset() {
        standing.clear();
        next.clear();
        received.clear();
    }

    /** Forgets requests alone. */
    public void forgetReceived() {
        received.clear();
    }

    /** What the path answers from now on. */
    public void on(String path, Script script) {
        standing.put(path, script);
    }

    /** What the path answers next, before it goes back to its standing script; several are answered in turn. */
    public void next(String path, Script... scripts) {
        Deque<Script> queue = next.computeIfAbsent(path, any -> new ArrayDeque<>());
        synchronized (queue) {
            queue.addAll(List.of(scripts));
        }
    }

    public void next(String path, Answer... answers) {
        for (Answer answer : answers) {
            next(path, (Script) request -> answer);
        }
    }

    /** The requests of a path, oldest first. */
    public List<Received> received(String path) {
        return received.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** All requests, oldest first. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    private void serve(HttpExchange exchange) throws IOException {
        Received request = read(exchange);
        received.add(request);
        try {
            Answer answer = script(request.path()).answer(request);
            Thread.sleep(answer.delay().toMillis());
            if (answer.unanswered()) {
                return;
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (Exception e) {
            throw new IOException("script of " + request.path(), e);
        } finally {
            exchange.close();
        }
    }

    private Script script(String path) {
        Deque<Script> queue = next.getOrDefault(path, new ArrayDeque<>());
        Script once;
        synchronized (queue) {
            once = queue.poll();
        }
        return once != null ? once : standing.getOrDefault(path, request -> Answer.error(400, "not_scripted"));
    }

    private static Received read(HttpExchange exchange) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), String.join(", ", values)));
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        boolean form = "application/x-www-form-urlencoded".equals(String.valueOf(headers.get("content-type")).split(";")[0]);
        JsonNode body = bytes.length == 0 ? null : form ? TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8)) : JSON.readTree(bytes);
        return new Received(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), query, headers, body);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
