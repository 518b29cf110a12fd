package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** No key twice in a mapping: Camel takes the last one without a word. */
public class RepeatedKeysCheck implements FileCheck {

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (MappingNode mapping : YamlNodes.mappings(file.root())) {
            Map<String, Integer> lines = new HashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    Integer before = lines.putIfAbsent(key.getValue(), YamlNodes.line(key));
                    if (before != null) {
                        findings.add(Finding.at(file, key, "'" + key.getValue() + "' repeats the key of line " + before));
                    }
                }
            }
        }
        return findings;
    }
}
