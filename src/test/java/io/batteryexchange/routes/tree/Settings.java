package io.batteryexchange.routes.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The defaults of {@code config/application.yaml} under their full dotted names. */
public record Settings(Map<String, String> defaults) {

    private static final Pattern ENVIRONMENT_WITH_DEFAULT = Pattern.compile("\\$\\{[^:{}]+:([^{}]*)}");

    /** Reads all documents of the file but those that hold for a profile only. */
    public static Settings read(String yaml) {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            Map<String, String> flat = new LinkedHashMap<>();
            flatten("", document, flat);
            if (flat.keySet().stream().noneMatch(key -> key.startsWith("spring.config.activate"))) {
                defaults.putAll(flat);
            }
        }
        return new Settings(Map.copyOf(defaults));
    }

    public boolean has(String name) {
        return defaults.containsKey(name);
    }

    /** What a setting is when nothing overrides it: of <code>${NAME:30}</code> the 30. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(defaults.get(name)).map(text -> {
            Matcher matcher = ENVIRONMENT_WITH_DEFAULT.matcher(text);
            return matcher.matches() ? matcher.group(1) : text;
        });
    }

    private static void flatten(String prefix, Object value, Map<String, String> flat) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, child, flat));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(prefix + "[" + i + "]", list.get(i), flat);
            }
        } else if (!prefix.isEmpty()) {
            flat.put(prefix, value == null ? "" : value.toString());
        }
    }
}
