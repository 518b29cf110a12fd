package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;

/** Comments only at the head of the file: Kaoto drops all others when it saves. */
public class CommentsCheck implements FileCheck {

    @Override
    public List<Finding> check(RouteFile file) {
        int firstLine = YamlNodes.line(file.root());
        List<Finding> findings = new ArrayList<>();
        for (Event event : new Parse(LoadSettings.builder().setParseComments(true).build()).parseString(file.text())) {
            if (event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE) {
                int line = comment.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                if (line >= firstLine) {
                    findings.add(Finding.at(file, line,
                            "a comment below the head of the file gets lost in the editor: use description or note"));
                }
            }
        }
        return findings;
    }
}
