package io.batteryexchange.support;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of contracts/deployment that connect the bundle to a sandbox and a database, as environment variables. The console's own address,
 * {@code CONSOLE_URL}, is that of the usual port; whoever starts the bundle on another one and signs in replaces it.
 */
public final class BundleEnvironment {

    private BundleEnvironment() {
    }

    public static Map<String, String> of(String sandboxUrl, String databaseUrl) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SPRING_DATASOURCE_URL", databaseUrl);
        variables.put("SPRING_DATASOURCE_USERNAME", "postgres");
        variables.put("SPRING_DATASOURCE_PASSWORD", TestSecrets.DATABASE_PASSWORD);
        variables.put("UPSTREAM_SCOOTER_BACKEND_URL", sandboxUrl + "/scooter-backend");
        variables.put("UPSTREAM_SCOOTER_BACKEND_TOKEN", TestSecrets.FLEET_TOKEN);
        variables.put("UPSTREAM_SCOOTER_ACCUMULATOR_URL", sandboxUrl);
        variables.put("UPSTREAM_SCOOTER_ACCUMULATOR_TOKEN", TestSecrets.CABINET_TOKEN);
        variables.put("UPSTREAM_CARGO_URL", sandboxUrl + "/b2b/cargo/integration");
        variables.put("UPSTREAM_CARGO_TOKEN", TestSecrets.CARGO_TOKEN);
        variables.put("UPSTREAM_TELEGRAM_URL", sandboxUrl + "/telegram");
        variables.put("UPSTREAM_TELEGRAM_TOKEN", TestSecrets.TELEGRAM_TOKEN);
        variables.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI", sandboxUrl + "/oauth2/jwks");
        variables.put("CONSOLE_URL", "http://127.0.0.1:8080");
        variables.put("CONSOLE_CLIENT_ID", "operations-console");
        variables.put("CONSOLE_CLIENT_SECRET", TestSecrets.CONSOLE_SECRET);
        variables.put("CONSOLE_AUTHORIZATION_URI", sandboxUrl + "/oauth2/authorize");
        variables.put("CONSOLE_TOKEN_URI", sandboxUrl + "/oauth2/token");
        // The sandbox's couriers live 300 times as fast as others, and its ledger reads every timeline.
        for (String kind : new String[] {"COURIER_TAPS", "COURIER_READS", "CARGO_ORDERS", "OPERATOR"}) {
            variables.put("LIMITS_" + kind + "_BURST", "100000");
            variables.put("LIMITS_" + kind + "_PER_SECOND", "10000");
        }
        return variables;
    }
}
