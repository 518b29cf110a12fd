package io.batteryexchange.flow.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Somebody who calls our APIs over HTTP. */
public final class Caller {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final List<String> headers;

    private Caller(int port, List<String> headers) {
        this.port = port;
        this.headers = headers;
    }

    public static Caller of(int port, String token) {
        return token == null ? new Caller(port, List.of()) : new Caller(port, List.of("Authorization", "Bearer " + token));
    }

    /** The same caller, who also sends these headers. */
    public Caller with(String... namesAndValues) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(namesAndValues));
        return new Caller(port, all);
    }

    public Reply get(String path) {
        return call("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public Reply post(String path) {
        return call("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    public Reply post(String path, ObjectNode body) {
        return post(path, body.toString());
    }

    public Reply post(String path, String body) {
        return with("Content-Type", "application/json").call("POST", path, HttpRequest.BodyPublishers.ofString(body));
    }

    public Reply put(String path, ObjectNode body) {
        return with("Content-Type", "application/json").call("PUT", path, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private Reply call(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30)).method(method, body);
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.headers().firstValue("Content-Type").filter(type -> type.contains("json")).isPresent();
            return new Reply(response.statusCode(), response.headers(), json ? Documents.JSON.readTree(response.body()) : Documents.object());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
