package io.batteryexchange.flow.support;

import io.batteryexchange.support.BundleEnvironment;
import io.batteryexchange.support.EmbeddedDatabase;
import io.batteryexchange.support.TestSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** What the bundle meets in the flow tests: a database, stub upstreams, an issuer's keys, stores. Started once for all classes. */
public final class Surroundings {

    /** The first delay of a replanned task, seconds. */
    public static final int REPLAN_DELAY = 100;
    public static final int REPLAN_DELAY_MAX = 400;
    /** After so many failed tries a person is asked. */
    public static final int TRIES = 3;
    /** So often an upstream is asked within one try. */
    public static final int CALLS_A_TRY = 3;

    /** So often a courier may tap at once. */
    public static final int TAPS_AT_ONCE = 100;

    private static final Surroundings ONCE = new Surroundings();

    private final StubServer stub = new StubServer();
    private final FleetStub fleet = new FleetStub(stub);
    private final CabinetsStub cabinets = new CabinetsStub(stub);
    private final CargoStub cargo = new CargoStub(stub);
    private final TelegramStub telegram = new TelegramStub(stub);
    private final Tokens tokens = new Tokens();
    private final Map<String, Object> settings;

    private Surroundings() {
        EmbeddedDatabase database = EmbeddedDatabase.start();
        SpringApplication.getShutdownHandlers().add(database::close); // after the context
        settings = new java.util.LinkedHashMap<>(BundleEnvironment.of(stub.url(), database.url()));
        settings.put("UPSTREAM_TELEGRAM_URL", stub.url() + TelegramStub.ROOT);
        settings.put("POLL_CAR_LIST", "PT24H");
        settings.put("POLL_CLAIMS_JOURNAL", "PT24H");
        settings.put("REPLAN_DELAY", REPLAN_DELAY + "s");
        settings.put("REPLAN_DELAY_MAX", REPLAN_DELAY_MAX + "s");
        settings.put("WORKER_TRIES_MAX", TRIES);
        settings.put("WORKER_RETRY_DELAY", "30s");
        settings.put("WORKER_OPERATOR_LOOKS", 8);
        settings.put("UPSTREAM_REDELIVERIES", CALLS_A_TRY - 1);
        settings.put("UPSTREAM_REDELIVERY_DELAY", 1);
        settings.put("UPSTREAM_RESPONSE_TIMEOUT", 2000);
        settings.put("DATABASE_POOL_SIZE", 8);
        settings.put("DATABASE_LOCK_TIMEOUT", "2s");
        settings.put("FIGURES_LONGEST_S", 1);
        settings.put("LIMITS_COURIER_TAPS_BURST", TAPS_AT_ONCE);
        settings.put("LIMITS_COURIER_TAPS_PER_SECOND", 5);
        settings.put("REQUEST_BODY_TIME", "2s");
        settings.put("HEALTH_DATABASE_SILENCE", "1s");
        settings.put("NODE_ID", "flow-tests");
        settings.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES", Tokens.AUDIENCE);
        settings.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI", Tokens.ISSUER);
        settings.put("CONSOLE_URL", "https://ops.example.test");
        settings.put("CONSOLE_CLIENT_ID", "operations-console");
        settings.put("CONSOLE_CLIENT_SECRET", TestSecrets.CONSOLE_SECRET);
        settings.put("CONSOLE_AUTHORIZATION_URI", Tokens.ISSUER + "/oauth2/authorize");
        settings.put("CONSOLE_TOKEN_URI", stub.url() + "/oauth2/token");
        settings.put("STORES_FILE", file("stores", stores()));
        settings.put("EXPERIMENTS_FILE", file("experiments", EXPERIMENTS));
        reset();
    }

    public static Surroundings get() {
        return ONCE;
    }

    /** The stubs as new. */
    public void reset() {
        stub.reset();
        stub.on("/oauth2/jwks", request -> Answer.ok(tokens.keys()));
        fleet.reset();
        cabinets.reset();
        cargo.reset();
        telegram.reset();
    }

    public StubServer stub() {
        return stub;
    }

    public FleetStub fleet() {
        return fleet;
    }

    public CabinetsStub cabinets() {
        return cabinets;
    }

    public CargoStub cargo() {
        return cargo;
    }

    public TelegramStub telegram() {
        return telegram;
    }

    public Tokens tokens() {
        return tokens;
    }

    /** Environment variables of the bundle. */
    Map<String, Object> settings() {
        return settings;
    }

    private static final String EXPERIMENTS = """
        cabinet_selection:
          - name: default
            method: nearest_with_available_acc
            params: {max_distance_km: 20, max_walk_min: 120, max_cabinets: 20}
        """;

    /** Three stores in one city, nearest to FleetStub's scooters first, and 205 in another: more than one availability call may ask about. */
    private static String stores() {
        StringBuilder stores = new StringBuilder("stores:\n");
        store(stores, "grocery:123", 55.7340, 37.5871);
        store(stores, "grocery:125", 55.7388, 37.5962);
        store(stores, "garage:321", 55.7276, 37.5713);
        stores.setLength(stores.lastIndexOf("[1001]"));
        stores.append("[1001, 1002]\n");
        for (int i = 0; i < 205; i++) {
            store(stores, "grocery:9" + i, 59.9 + i / 10_000.0, 30.3);
        }
        return stores.toString();
    }

    private static void store(StringBuilder stores, String id, double lat, double lon) {
        stores.append("""
              - id: %s
                name: "Store %s"
                location: {lat: %s, lon: %s}
                address: "Street of %s"
                contact: {name: "Duty", phone: "+70000000001", email: "store@example.com"}
                telegram_chats: [1001]
            """.formatted(id, id, lat, lon, id));
    }

    private static String file(String name, String yaml) {
        try {
            Path file = Files.createTempFile(name, ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, yaml).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
