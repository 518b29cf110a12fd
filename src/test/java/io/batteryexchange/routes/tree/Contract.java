package io.batteryexchange.routes.tree;

import java.util.LinkedHashSet;
import java.util.Set;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

/**
 * An OpenAPI document; each of its operations calls the route {@code direct:<operationId>}.
 *
 * @param name       the file's name
 * @param operations the operation ids
 */
public record Contract(String name, Set<String> operations) {

    /** Reads YAML, and JSON as the YAML that it is. */
    public static Contract read(String name, String text) {
        Set<String> operations = new LinkedHashSet<>();
        new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text).ifPresent(root ->
                YamlNodes.eachText(root, (key, value) -> {
                    if (key.equals("operationId")) {
                        operations.add(value.getValue());
                    }
                }));
        return new Contract(name, operations);
    }
}
