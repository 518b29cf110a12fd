package io.batteryexchange.bench.screen.twin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** scooter-accumulator: its booking document, checked against the bundle's own contract. Pool, time-outs, breaker and repeats are set as the bundle's. */
final class Cabinets {

    /** No usable answer. */
    static final class Unavailable extends RuntimeException {

        Unavailable(Throwable cause) {
            super(cause);
        }

        Unavailable(String message) {
            super(message);
        }
    }

    private final RestClient http;
    private final ObjectMapper json;
    private final JsonSchema contract;
    private final CircuitBreaker breaker;
    private final int repeats;
    private final long repeatAfterMs;

    Cabinets(RestClient.Builder builder, ObjectMapper json, Environment settings) throws IOException {
        this.json = json;
        this.repeats = settings.getRequiredProperty("upstream.redeliveries", Integer.class);
        this.repeatAfterMs = settings.getRequiredProperty("upstream.redelivery-delay", Long.class);
        this.http = builder.baseUrl(settings.getRequiredProperty("upstream.scooter-accumulator.url") + "/scooter-accumulator/v1")
            .requestFactory(new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(number(settings, "connections-per-route")).setMaxConnTotal(number(settings, "max-total-connections"))
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(number(settings, "connect-timeout"))).setSocketTimeout(Timeout.ofMilliseconds(number(settings, "so-timeout")))
                        .setTimeToLive(TimeValue.ofMilliseconds(number(settings, "connection-time-to-live"))).build())
                    .build())
                .disableAutomaticRetries().disableCookieManagement().disableRedirectHandling().build()))
            .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + settings.getRequiredProperty("upstream.scooter-accumulator.token"))
            .defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
            .build();
        this.breaker = CircuitBreaker.of("scooter-accumulator", CircuitBreakerConfig.custom().slidingWindowSize(20).minimumNumberOfCalls(10).build());
        try (InputStream file = Cabinets.class.getResourceAsStream("/schema/upstream/scooter-accumulator/cabinet-booking.json")) {
            ObjectNode document = (ObjectNode) json.readTree(file);
            document.remove("x-same-as");
            this.contract = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document, SchemaValidatorsConfig.builder().failFast(true).build());
        }
    }

    private static int number(Environment settings, String name) {
        return settings.getRequiredProperty("camel.component.http." + name, Integer.class);
    }

    /** @throws Unavailable after all tries, or at once where a repeat would not help */
    JsonNode booking(String bookId) {
        for (int tries = 1;; tries++) {
            try {
                return checked(bookId, breaker.executeSupplier(() -> ask(bookId)));
            } catch (ResourceAccessException | HttpServerErrorException e) {
                if (tries > repeats) {
                    throw new Unavailable(e);
                }
                pause(repeatAfterMs << (tries - 1));
            } catch (RestClientException | io.github.resilience4j.circuitbreaker.CallNotPermittedException e) {
                throw new Unavailable(e);
            }
        }
    }

    private String ask(String bookId) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return http.get().uri("/cabinet/booking?book_id={id}", bookId)
            .header("X-Request-Id", UUID.randomUUID().toString())
            .header("traceparent", "00-%016x%016x-%016x-01".formatted(random.nextLong(), random.nextLong(), random.nextLong()))
            .retrieve().body(String.class);
    }

    private JsonNode checked(String bookId, String answer) {
        try {
            JsonNode booking = json.readTree(answer);
            if (!booking.isObject() || !contract.validate(booking).isEmpty() || !booking.path("book_id").asText().equals(bookId)) {
                throw new Unavailable("an answer against its contract");
            }
            return booking;
        } catch (JsonProcessingException e) {
            throw new Unavailable(e);
        }
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(e);
        }
    }
}
