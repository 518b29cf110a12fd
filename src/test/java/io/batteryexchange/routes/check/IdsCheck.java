package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.RouteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An id in kebab-case on every from, step and branch: tests, coverage and the timeline of an exchange name steps by it. */
public class IdsCheck implements FileCheck {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String[] WITHOUT_ID = {"rest", "restConfiguration", "errorHandler", "beans", "dataFormats", "onWhen"};

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Element element : file.elements()) {
            if (element.is(WITHOUT_ID)) {
                continue;
            }
            if (element.id().isEmpty()) {
                findings.add(Finding.at(file, element, "has no id"));
            } else if (!KEBAB_CASE.matcher(element.id().get()).matches()) {
                findings.add(Finding.at(file, element, "the id is not kebab-case"));
            }
        }
        return findings;
    }
}
