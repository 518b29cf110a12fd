package io.batteryexchange.screen;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The published JSON Schema of a screen. */
final class ScreenSchema {

    private static final JsonSchema SCHEMA = load();

    private ScreenSchema() {
    }

    static List<String> violations(JsonNode screen) {
        return SCHEMA.validate(screen).stream().map(ValidationMessage::getMessage).toList();
    }

    private static JsonSchema load() {
        try (InputStream file = ScreenSchema.class.getResourceAsStream("/schema/screen.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
