package io.batteryexchange.routes.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the node tree, which unlike plain maps still knows lines and repeated keys. */
public final class YamlNodes {

    private YamlNodes() {
    }

    /** The value of a key; the last one when the key is repeated, as in Camel. */
    public static Optional<Node> child(Node node, String key) {
        return Optional.ofNullable(children(node).get(key));
    }

    /** The children of a mapping by key, none for any other node. */
    public static Map<String, Node> children(Node node) {
        Map<String, Node> children = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    children.put(key.getValue(), tuple.getValueNode());
                }
            }
        }
        return children;
    }

    /** The items of a sequence, none for any other node. */
    public static List<Node> items(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    public static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** The text at a key. */
    public static Optional<String> text(Node node, String key) {
        return child(node, key).flatMap(YamlNodes::text);
    }

    /** Goes down a path such as {@code /0/route/from}, as far as it leads. */
    public static Node at(Node root, String path) {
        Node node = root;
        for (String step : path.split("/")) {
            List<Node> items = items(node);
            Node next = step.matches("\\d+") && Integer.parseInt(step) < items.size()
                    ? items.get(Integer.parseInt(step))
                    : children(node).get(step);
            node = next == null ? node : next;
        }
        return node;
    }

    /** Counted from 1. */
    public static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** Gives every scalar value below a node together with the key that it stands under; a list's items get the list's key. */
    public static void eachText(Node node, BiConsumer<String, ScalarNode> visitor) {
        eachText("", node, visitor);
    }

    private static void eachText(String key, Node node, BiConsumer<String, ScalarNode> visitor) {
        if (node instanceof ScalarNode scalar) {
            visitor.accept(key, scalar);
        }
        items(node).forEach(item -> eachText(key, item, visitor));
        children(node).forEach((name, value) -> eachText(name, value, visitor));
    }

    /** Every mapping at or below a node, outermost first. */
    public static List<MappingNode> mappings(Node node) {
        List<MappingNode> found = new ArrayList<>();
        collectMappings(node, found);
        return found;
    }

    private static void collectMappings(Node node, List<MappingNode> found) {
        if (node instanceof MappingNode mapping) {
            found.add(mapping);
            for (NodeTuple tuple : mapping.getValue()) {
                collectMappings(tuple.getKeyNode(), found);
                collectMappings(tuple.getValueNode(), found);
            }
        }
        items(node).forEach(item -> collectMappings(item, found));
    }
}
