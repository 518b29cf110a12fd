package io.batteryexchange.sandbox.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.wire.CallCounters;
import io.batteryexchange.sandbox.wire.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Calls the bundle. A lost connection is an answer too: one with status 0. With several base URLs the calls go round. */
public final class BundleClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final List<String> baseUrls;
    private final Tokens tokens;
    private final CallCounters counters;
    private int next;

    public BundleClient(HttpClient http, String bundleUrl, Tokens tokens, CallCounters counters) {
        this.http = http;
        this.baseUrls = List.of(bundleUrl.split("\\s*,\\s*"));
        this.tokens = tokens;
        this.counters = counters;
    }

    /** @param body null: none */
    public Reply send(String client, String scope, String language, String method, String pathAndQuery, JsonNode body) {
        String call = method + " " + pathAndQuery.replaceFirst("\\?.*", "").replaceFirst("(/operator/v1/tasks/)[^/]+", "$1{id}");
        Reply reply;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder().timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + tokens.of(client, scope))
                    .header("Accept-Language", language)
                    .header("Cookie", "courier-app=" + client)
                    .header("X-Leak-Canary", client);
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.toString()));
            reply = read(call, sendToOneThatListens(request, pathAndQuery));
        } catch (IOException e) {
            reply = Reply.lost(call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reply = Reply.lost(call, e);
        }
        counters.add("bundle " + call, String.valueOf(reply.status()));
        return reply;
    }

    /** As a load balancer does: a node that refuses the connection has not seen the request, so the next one gets it. */
    private HttpResponse<String> sendToOneThatListens(HttpRequest.Builder request, String pathAndQuery) throws IOException, InterruptedException {
        ConnectException refused = null;
        int first = nextBase();
        for (int tried = 0; tried < baseUrls.size(); tried++) {
            try {
                String base = baseUrls.get((first + tried) % baseUrls.size());
                return http.send(request.uri(URI.create(base + pathAndQuery)).build(), BodyHandlers.ofString());
            } catch (ConnectException e) {
                refused = e;
            }
        }
        throw refused;
    }

    private static Reply read(String call, HttpResponse<String> response) {
        String authenticate = response.headers().firstValue("WWW-Authenticate").orElse(null);
        JsonNode json;
        try {
            json = response.body().isEmpty() ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            json = Json.MAPPER.nullNode();
        }
        return new Reply(call, response.statusCode(), json, response.body(), authenticate);
    }

    private synchronized int nextBase() {
        next = (next + 1) % baseUrls.size();
        return next;
    }
}
