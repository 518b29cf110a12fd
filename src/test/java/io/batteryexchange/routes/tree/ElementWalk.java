package io.batteryexchange.routes.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Finds the elements of a file in reading order, however deep they are nested. */
final class ElementWalk {

    private static final Set<String> SINGLE_BRANCHES = Set.of("from", "otherwise", "doFinally", "onFallback", "onWhen");
    private static final Set<String> LISTED_BRANCHES = Set.of("when", "doCatch");
    private static final Set<String> NAMED_LISTS = Set.of(
            "steps", "onException", "onCompletion", "intercept", "interceptFrom", "interceptSendToEndpoint");
    private static final Set<String> NOT_ELEMENTS = Set.of("parameters", "expression");

    private final List<Element> found = new ArrayList<>();

    static List<Element> of(Node root) {
        ElementWalk walk = new ElementWalk();
        YamlNodes.items(root).forEach(item -> walk.named(item, null));
        return List.copyOf(walk.found);
    }

    private void named(Node item, Element parent) {
        YamlNodes.children(item).forEach((kind, body) -> add(kind, body, parent));
    }

    private void add(String kind, Node body, Element parent) {
        Element element = new Element(kind, body, parent);
        found.add(element);
        inside(body, element);
    }

    private void inside(Node body, Element owner) {
        YamlNodes.children(body).forEach((key, value) -> {
            if (NAMED_LISTS.contains(key)) {
                YamlNodes.items(value).forEach(item -> named(item, owner));
            } else if (LISTED_BRANCHES.contains(key)) {
                YamlNodes.items(value).forEach(item -> add(key, item, owner));
            } else if (SINGLE_BRANCHES.contains(key)) {
                add(key, value, owner);
            } else if (value instanceof MappingNode && !NOT_ELEMENTS.contains(key)) {
                inside(value, owner);
            }
        });
    }
}
