package io.batteryexchange.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * What a call may answer with 2xx, one JSON Schema for each in {@code schema/upstream/<upstream>/<path with - for />.json}: the fields that this bundle reads,
 * their types and lengths, no control characters (contracts of the upstreams). Fields and values that we do not know stay allowed: partners add some without notice.
 *
 * <p>{@code x-same-as: {"id": "car_id"}}: where the exchange has variable {@code car_id}, the answer's field {@code id} is the same, else it is about something else.
 */
@Component
class AnswerContracts {

    private static final String SAME_AS = "x-same-as";
    private static final SchemaValidatorsConfig FIRST_BREACH_IN_ENGLISH = SchemaValidatorsConfig.builder().failFast(true).locale(Locale.ENGLISH)
        .pathType(PathType.JSON_PATH).regularExpressionFactory(new NoControlCharacters()).build();

    private record Contract(JsonSchema schema, Map<String, String> sameAs) {
    }

    private final ObjectMapper json;
    private final Map<String, Contract> contracts = new ConcurrentHashMap<>();

    AnswerContracts(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param call {@code <upstream> <path>}
     * @throws UpstreamAnswerUnusable the answer breaks the contract of its call, or is about something that was not asked for
     */
    void check(String call, JsonNode answer, Exchange exchange) {
        Contract contract = contracts.computeIfAbsent(call, this::read);
        contract.schema.validate(answer).stream().findFirst().ifPresent(breach -> {
            throw new UpstreamAnswerUnusable(call, breach.getMessage());
        });
        contract.sameAs.forEach((field, variable) -> {
            Object asked = exchange.getVariable(variable);
            if (asked != null && !asked.toString().equals(answer.path(field).asText())) {
                throw new UpstreamAnswerUnusable(call, "another " + field + " than was asked for");
            }
        });
    }

    /** The file of a call. */
    static String file(String call) {
        String[] parts = call.split(" ", 2);
        return "/schema/upstream/" + parts[0] + "/" + parts[1].replace('/', '-') + ".json";
    }

    private Contract read(String call) {
        try (InputStream file = AnswerContracts.class.getResourceAsStream(file(call))) {
            if (file == null) {
                throw new IllegalStateException("no contract of " + call + " in " + file(call));
            }
            ObjectNode document = (ObjectNode) json.readTree(file);
            Map<String, String> sameAs = new LinkedHashMap<>();
            JsonNode pairs = document.remove(SAME_AS);
            if (pairs != null) {
                pairs.properties().forEach(pair -> sameAs.put(pair.getKey(), pair.getValue().asText()));
            }
            return new Contract(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document, FIRST_BREACH_IN_ENGLISH), sameAs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
