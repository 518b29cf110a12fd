package io.batteryexchange.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.console.RouteCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads figures, so that operators who look take nothing from the couriers who work: what was read is shown for 15 seconds, whoever asks waits for the one who reads the same,
 * and no more than two windows are read at once by a node.
 */
@Component
class FiguresReading {

    static final int FRESH_S = 15;
    private static final int AT_ONCE = 2;
    /** Of what waits, longer than one reading may take. */
    private static final int MORE_PATIENCE_S = 2;
    private static final int WINDOWS = 100;

    private final Cache<Window, Figures> fresh = Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(FRESH_S)).maximumSize(WINDOWS).build();
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Function<Window, JsonNode> route;
    private final int patienceS;

    @Autowired
    FiguresReading(RouteCalls routes, @Value("${figures.longest-s}") int longestS) {
        this(window -> {
            Map<String, Object> values = new HashMap<>();
            values.put("hours", window.hours());
            values.put("store", window.store());
            return routes.call("show-figures", values).orRefuse();
        }, longestS);
    }

    /** @param longestS how long a reading may take, seconds: setting {@code figures.longest-s} */
    FiguresReading(Function<Window, JsonNode> route, int longestS) {
        this.route = route;
        this.patienceS = longestS + MORE_PATIENCE_S;
    }

    /** @throws ApiRefusal 503: others read, for longer than somebody waits */
    Figures of(Window window) {
        return fresh.get(window, this::read);
    }

    private Figures read(Window window) {
        try {
            if (!places.tryAcquire(patienceS, TimeUnit.SECONDS)) {
                throw new ApiRefusal(503, "service_unavailable");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiRefusal(503, "service_unavailable");
        }
        try {
            return new Figures(route.apply(window));
        } finally {
            places.release();
        }
    }
}
