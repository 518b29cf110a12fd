package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Quotes around every value that starts with a placeholder: without them YAML reads two nested mappings. */
public class UnquotedPlaceholderCheck implements FileCheck {

    @Override
    public List<Finding> check(RouteFile file) {
        return YamlNodes.mappings(file.root()).stream()
                .filter(mapping -> mapping.getValue().stream().anyMatch(tuple -> !(tuple.getKeyNode() instanceof ScalarNode)))
                .map(mapping -> Finding.at(file, mapping, "a mapping as a key: put quotes around the {{placeholder}}"))
                .toList();
    }
}
