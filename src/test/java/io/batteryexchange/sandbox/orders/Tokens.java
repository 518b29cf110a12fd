package io.batteryexchange.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.sandbox.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens from the issuer, fetched as any client would and renewed in good time. */
public final class Tokens {

    private record Token(String value, Instant renewAt) {
    }

    private final HttpClient http;
    private final URI endpoint;
    private final String secret;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    public Tokens(HttpClient http, int port, String secret) {
        this.http = http;
        this.endpoint = URI.create("http://127.0.0.1:" + port + "/oauth2/token");
        this.secret = secret;
    }

    public String of(String clientId, String scope) throws IOException, InterruptedException {
        Token token = tokens.get(clientId);
        if (token == null || Instant.now().isAfter(token.renewAt())) {
            token = fetch(clientId, scope);
            tokens.put(clientId, token);
        }
        return token.value();
    }

    private Token fetch(String clientId, String scope) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var response = http.send(HttpRequest.newBuilder(endpoint).timeout(Duration.ofSeconds(10))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope)).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("no token for %s: %d %s".formatted(clientId, response.statusCode(), response.body()));
        }
        JsonNode answer = Json.MAPPER.readTree(response.body());
        long seconds = answer.get("expires_in").longValue();
        return new Token(answer.get("access_token").textValue(), Instant.now().plusMillis(seconds * 800));
    }
}
