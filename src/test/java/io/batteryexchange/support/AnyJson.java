package io.batteryexchange.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** JSON documents for property tests. */
public final class AnyJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AnyJson() {
    }

    /** Documents of any shape, up to three levels. */
    public static Arbitrary<JsonNode> documents() {
        return Arbitraries.recursive(AnyJson::leaves, inner -> Arbitraries.oneOf(
            inner.list().ofMaxSize(4).map(values -> NODES.arrayNode().addAll(values)),
            Arbitraries.maps(Arbitraries.strings().ofMaxLength(8), inner).ofMaxSize(4).map(fields -> {
                ObjectNode object = NODES.objectNode();
                fields.forEach(object::set);
                return object;
            })), 0, 3);
    }

    /** A good document in which one to three values anywhere are something else, or gone. */
    public static Arbitrary<JsonNode> spoilt(JsonNode good) {
        Arbitrary<JsonNode> instead = documents().injectNull(0.3);
        return Combinators.combine(Arbitraries.integers().greaterOrEqual(0).list().ofMinSize(1).ofMaxSize(3), instead.list().ofSize(3)).as((places, values) -> {
            JsonNode spoilt = good.deepCopy();
            for (int i = 0; i < places.size(); i++) {
                List<Runnable> changes = new ArrayList<>();
                changes(spoilt, values.get(i), changes);
                if (!changes.isEmpty()) {
                    changes.get(places.get(i) % changes.size()).run();
                }
            }
            return spoilt;
        });
    }

    /** One change for each value of the document. */
    private static void changes(JsonNode node, JsonNode instead, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            for (String name : new ArrayList<>(object.properties().stream().map(java.util.Map.Entry::getKey).toList())) {
                changes.add(instead == null ? () -> object.remove(name) : () -> object.set(name, instead));
                changes(object.get(name), instead, changes);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(instead == null ? () -> array.remove(index) : () -> array.set(index, instead));
                changes(array.get(i), instead, changes);
            }
        }
    }

    private static Arbitrary<JsonNode> leaves() {
        return Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(20).map(NODES::textNode),
            Arbitraries.longs().map(NODES::numberNode),
            Arbitraries.bigIntegers().map(NODES::numberNode),
            Arbitraries.doubles().map(NODES::numberNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.just(NODES.nullNode()));
    }
}
