package io.batteryexchange.routes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ValidationMessage;
import io.batteryexchange.routes.tree.Placeholder;
import io.batteryexchange.routes.tree.Settings;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a number or a boolean must stand, a setting may stand in its place when its default is one: the schema takes no text there,
 * but Camel fills in the setting before it reads the value.
 */
final class DefaultsInPlace {

    private static final Pattern WHOLE_PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern BOOLEAN = Pattern.compile("true|false");

    private final Settings settings;

    DefaultsInPlace(Settings settings) {
        this.settings = settings;
    }

    /** Puts defaults where the messages complain of a setting; false when there was nothing to put. */
    boolean fillIn(JsonNode model, Set<ValidationMessage> messages) {
        boolean filled = false;
        for (ValidationMessage message : messages) {
            String path = message.getInstanceLocation().toString();
            int last = path.lastIndexOf('/');
            if (message.getType().equals("type") && model.at(path.substring(0, Math.max(last, 0))) instanceof ObjectNode parent) {
                Optional<JsonNode> value = value(parent.path(path.substring(last + 1)).asText());
                value.ifPresent(known -> parent.set(path.substring(last + 1), known));
                filled |= value.isPresent();
            }
        }
        return filled;
    }

    private Optional<JsonNode> value(String text) {
        if (!WHOLE_PLACEHOLDER.matcher(text).matches()) {
            return Optional.empty();
        }
        String resolved = Placeholder.resolve(text, settings);
        if (BOOLEAN.matcher(resolved).matches()) {
            return Optional.of(BooleanNode.valueOf(Boolean.parseBoolean(resolved)));
        }
        return NUMBER.matcher(resolved).matches()
                ? Optional.of(DecimalNode.valueOf(new BigDecimal(resolved)))
                : Optional.empty();
    }
}
