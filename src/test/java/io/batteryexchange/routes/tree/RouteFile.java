package io.batteryexchange.routes.tree;

import java.util.List;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One route file, read with the parser and the rules that Camel uses.
 *
 * @param name     the path below the routes folder, with slashes
 * @param text     the file as it is
 * @param root     the list of root entities
 * @param elements every root entity, {@code from}, step and branch in reading order
 */
public record RouteFile(String name, String text, Node root, List<Element> elements) {

    /** @throws Unreadable when the text is not one YAML list */
    public static RouteFile read(String name, String text) {
        try {
            Node root = new Compose(settings(name)).composeString(text)
                    .orElseThrow(() -> new Unreadable(name + ": the file is empty"));
            if (!(root instanceof SequenceNode)) {
                throw new Unreadable(name + ", line " + YamlNodes.line(root) + ": not a list of routes and other entities");
            }
            return new RouteFile(name, text, root, ElementWalk.of(root));
        } catch (YamlEngineException e) {
            throw new Unreadable(name + ": no valid YAML (is a {{placeholder}} without quotes?): " + e.getMessage());
        }
    }

    /** The first folder below the routes folder; empty for a file directly in it. */
    public String folder() {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    public List<Element> entities() {
        return elements.stream().filter(element -> element.parent() == null).toList();
    }

    public List<Element> elements(String... kinds) {
        return elements.stream().filter(element -> element.is(kinds)).toList();
    }

    /** The content as plain maps, lists and values; of a repeated key the last one counts. */
    public Object model() {
        return new Load(settings(name)).loadFromString(text);
    }

    private static LoadSettings settings(String name) {
        return LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(true).setAllowNonScalarKeys(true).build();
    }
}
