package io.batteryexchange.support;

/** What gives access in the tests. No value is a word that could stand in a log for another reason. */
public final class TestSecrets {

    public static final String FLEET_TOKEN = "fleet-token-Jq7vX2mTzR9c";
    public static final String CABINET_TOKEN = "cabinet-token-B4nWk8sYhE6d";
    public static final String CARGO_TOKEN = "cargo-token-Pf3gLx5uVaQ1";
    public static final String TELEGRAM_TOKEN = "700:AAH-telegram_token-Zt6rKw0yNbD2";
    public static final String CONSOLE_SECRET = "console-secret-Xd8rMw2yKuF5";
    /** The embedded server believes whoever comes from this machine, so that any will do. */
    public static final String DATABASE_PASSWORD = "database-password-Hs9pCe4jMoU7";

    private TestSecrets() {
    }
}
