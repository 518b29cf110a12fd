package io.batteryexchange.database;

import java.util.regex.Pattern;

/** JSON on its way into the database. */
public final class JsonText {

    /** An escaped NUL, not the end of an escaped backslash. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private JsonText() {
    }

    /** Without NUL characters: PostgreSQL refuses them in jsonb, and a text of somebody else must not stop a save for ever. */
    public static String withoutNul(String json) {
        return json.contains("\\u0000") ? NUL.matcher(json).replaceAll("$1") : json;
    }
}
