package io.batteryexchange.routes.tree;

import java.util.Optional;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One box of a route as an editor shows it: a root entity, a {@code from}, a step or a branch of a step.
 *
 * @param kind   its YAML name, such as {@code setHeader} or {@code when}
 * @param body   what stands under that name
 * @param parent the box around it, null for a root entity
 */
public record Element(String kind, Node body, Element parent) {

    public Optional<String> id() {
        return text("id");
    }

    public Optional<String> text(String key) {
        return YamlNodes.text(body, key);
    }

    public int line() {
        return YamlNodes.line(body);
    }

    /** This element, its parent and so on up to the root entity. */
    public Stream<Element> lineage() {
        return Stream.iterate(this, element -> element != null, Element::parent);
    }

    public boolean is(String... kinds) {
        return Stream.of(kinds).anyMatch(kind::equals);
    }
}
