package io.batteryexchange.storekeeper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The HTTP client of camel-telegram, which adds what that component lacks: a time-out, without which one lost connection would silence the bot for ever,
 * and the language of the people who write ({@code language_code} is not in its model of a user).
 */
@Component("telegramClient")
public class TelegramClient extends HttpClient {

    /** The longest wait for an answer: that of the long poll (10 s, the bot's route) and five seconds more. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(TelegramClient.class);
    private static final int PEOPLE = 1000;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<Long, String> languages = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > PEOPLE;
        }
    };
    private final ObjectMapper json;
    private final Duration longestCall;

    @Autowired
    TelegramClient(ObjectMapper json) {
        this(json, LONGEST_CALL);
    }

    TelegramClient(ObjectMapper json, Duration longestCall) {
        this.json = json;
        this.longestCall = longestCall;
    }

    /** The language that the person's Telegram speaks, as an IETF tag; null where unknown. */
    synchronized String languageOf(Long userId) {
        return languages.get(userId);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException, InterruptedException {
        HttpResponse<T> response = http.send(withTimeout(request), handler);
        if (response.statusCode() == 200 && response.body() instanceof String body) {
            noteLanguages(body);
        }
        return response;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        return http.sendAsync(withTimeout(request), handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> push) {
        return http.sendAsync(withTimeout(request), handler, push);
    }

    private HttpRequest withTimeout(HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true).timeout(longestCall).build();
    }

    private synchronized void noteLanguages(String updates) {
        try {
            for (JsonNode update : json.readTree(updates).path("result")) {
                JsonNode from = update.path(update.has("callback_query") ? "callback_query" : "message").path("from");
                if (from.path("id").isIntegralNumber()) {
                    languages.put(from.path("id").longValue(), from.path("language_code").asText("ru"));
                }
            }
        } catch (IOException e) {
            LOG.debug("an answer that is no JSON; the component says so", e);
        }
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return http.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return http.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return http.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return http.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return http.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return http.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return http.authenticator();
    }

    @Override
    public Version version() {
        return http.version();
    }

    @Override
    public Optional<Executor> executor() {
        return http.executor();
    }
}
