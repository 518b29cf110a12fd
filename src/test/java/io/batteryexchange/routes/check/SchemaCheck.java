package io.batteryexchange.routes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.Settings;
import io.batteryexchange.routes.tree.YamlNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Every file is valid by Camel's own schema of the YAML DSL. */
public final class SchemaCheck implements FileCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLASSIC = "/schema/camelYamlDsl.json";
    private static final String CANONICAL = "/schema/camelYamlDsl-canonical.json";
    private static final int MOST_FINDINGS = 10;

    private static JsonSchema classicSchema;
    private static JsonSchema canonicalSchema;

    private final JsonSchema schema;
    private final DefaultsInPlace defaults;

    private SchemaCheck(JsonSchema schema, Settings settings) {
        this.schema = schema;
        this.defaults = new DefaultsInPlace(settings);
    }

    /** All that Camel takes, with shorthands. */
    public static synchronized SchemaCheck classic(Settings settings) {
        if (classicSchema == null) {
            classicSchema = schema(read(CLASSIC));
        }
        return new SchemaCheck(classicSchema, settings);
    }

    /** The one long form of everything: by Camel's schema of it or, when this version has none, by one made from the other. */
    public static synchronized SchemaCheck canonical(Settings settings) {
        if (canonicalSchema == null) {
            boolean shipped = SchemaCheck.class.getResource(CANONICAL) != null;
            canonicalSchema = schema(shipped ? read(CANONICAL) : CanonicalSchema.of(read(CLASSIC)));
        }
        return new SchemaCheck(canonicalSchema, settings);
    }

    @Override
    public List<Finding> check(RouteFile file) {
        JsonNode model = JSON.valueToTree(file.model());
        Set<ValidationMessage> messages = schema.validate(model);
        if (defaults.fillIn(model, messages)) {
            messages = schema.validate(model);
        }
        // A fault inside one of several alternatives is reported for all of them and again by those around: the innermost tells most.
        return messages.stream()
                .sorted(Comparator.comparingInt(message -> -message.getInstanceLocation().getNameCount()))
                .map(message -> finding(file, message))
                .distinct()
                .limit(MOST_FINDINGS)
                .toList();
    }

    private static JsonSchema schema(JsonNode json) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(json, config);
    }

    private static Finding finding(RouteFile file, ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        return Finding.at(file, YamlNodes.at(file.root(), path), path + " " + message.getMessage().replaceFirst("^/?[^ ]*: ", ""));
    }

    private static JsonNode read(String resource) {
        try (InputStream stream = SchemaCheck.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("No " + resource + ": is camel-yaml-dsl on the test class path?");
            }
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
