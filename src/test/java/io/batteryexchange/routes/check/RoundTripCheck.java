package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Opening a file in the editor and saving it changes nothing that Camel sees. */
public class RoundTripCheck implements FileCheck {

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Event event : new Parse(LoadSettings.builder().build()).parseString(file.text())) {
            if (event instanceof AliasEvent alias) {
                int line = alias.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                findings.add(Finding.at(file, line,
                        "an alias (*" + alias.getAlias() + "): write the steps out, an editor changes only one of them"));
            }
        }
        Node saved = RouteFile.read(file.name(), EditorSave.save(file.text())).root();
        compare(file, file.root(), saved, findings);
        return findings;
    }

    private static void compare(RouteFile file, Node before, Node after, List<Finding> findings) {
        boolean sameKind = before.getClass().equals(after.getClass());
        if (sameKind && before instanceof MappingNode
                && YamlNodes.children(before).keySet().equals(YamlNodes.children(after).keySet())) {
            YamlNodes.children(before).forEach((key, value) -> compare(file, value, YamlNodes.children(after).get(key), findings));
        } else if (sameKind && before instanceof SequenceNode
                && YamlNodes.items(before).size() == YamlNodes.items(after).size()) {
            for (int i = 0; i < YamlNodes.items(before).size(); i++) {
                compare(file, YamlNodes.items(before).get(i), YamlNodes.items(after).get(i), findings);
            }
        } else if (!isSameText(before, after)) {
            findings.add(Finding.at(file, before, "a save turns " + YamlNodes.text(before).orElse("this") + " into "
                    + YamlNodes.text(after).orElse("something else") + ": write it so, or in quotes"));
        }
    }

    /** By the text, not by the value: Camel reads 1.10 as it stands where it takes a text. */
    private static boolean isSameText(Node before, Node after) {
        boolean bothNull = before.getTag().equals(Tag.NULL) && after.getTag().equals(Tag.NULL);
        return bothNull || YamlNodes.text(before).isPresent() && YamlNodes.text(before).equals(YamlNodes.text(after));
    }
}
