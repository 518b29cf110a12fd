package io.batteryexchange.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Looks for what must be told nowhere: secrets of the settings, tokens of callers, private keys. Its findings name them without repeating them. */
public final class SecretSearch {

    private static final Pattern SECRET_SETTING = Pattern.compile(".*(TOKEN|PASSWORD|SECRET|KEY)");

    private final Map<String, Pattern> secrets = new LinkedHashMap<>();

    /** @param settings the service's environment variables; those that by their name hold a secret are looked for */
    public SecretSearch(Map<String, ?> settings) {
        settings.forEach((name, value) -> {
            if (SECRET_SETTING.matcher(name).matches() && !value.toString().isBlank()) {
                secrets.put("the value of " + name, Pattern.compile(Pattern.quote(value.toString())));
            }
        });
        secrets.put("a JWT", Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"));
        secrets.put("an authorization header", Pattern.compile("\\b[Bb]earer [A-Za-z0-9._~+/-]{6}"));
        secrets.put("a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"));
    }

    /** What is found in a text: {@code <where>, line <n>: <what>}. */
    public List<String> in(String where, String text) {
        List<String> found = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            for (Map.Entry<String, Pattern> secret : secrets.entrySet()) {
                if (secret.getValue().matcher(lines[i]).find()) {
                    found.add(where + ", line " + (i + 1) + ": " + secret.getKey());
                }
            }
        }
        return found;
    }
}
