package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Something that is wrong with a route file.
 *
 * @param file   the path below the routes folder
 * @param place  a line, with the id of the element when it has one
 * @param reason what is wrong and, where that is not plain, what to do
 */
public record Finding(String file, String place, String reason) {

    public static Finding at(RouteFile file, Element element, String reason) {
        String name = element.kind() + element.id().map(id -> " " + id).orElse("");
        return new Finding(file.name(), "line " + element.line() + " (" + name + ")", reason);
    }

    public static Finding at(RouteFile file, Node node, String reason) {
        return at(file, YamlNodes.line(node), reason);
    }

    public static Finding at(RouteFile file, int line, String reason) {
        return new Finding(file.name(), "line " + line, reason);
    }

    @Override
    public String toString() {
        return file + ", " + place + ": " + reason;
    }
}
