package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Endpoint;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** SQL stands in files of {@code routes/sql}: each one that a route names exists, and each one is named. */
public class SqlFilesCheck implements BundleCheck {

    private static final String FOLDER = "routes/sql/";
    private static final Pattern STATEMENT = Pattern.compile("file:(?:\\./)?" + FOLDER + "([\\w./-]+)");

    @Override
    public List<Finding> check(RouteBundle bundle) {
        List<Finding> findings = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (RouteFile file : bundle.files()) {
            YamlNodes.eachText(file.root(), (key, value) ->
                    STATEMENT.matcher(value.getValue()).results().forEach(match -> {
                        named.add(match.group(1));
                        if (!bundle.statements().containsKey(match.group(1))) {
                            findings.add(Finding.at(file, value, "there is no file " + FOLDER + match.group(1)));
                        }
                    }));
            for (Endpoint endpoint : Endpoint.of(file, bundle.knownSettings())) {
                String statement = endpoint.path().isEmpty() ? endpoint.option("query").orElse("") : endpoint.path();
                if (endpoint.scheme().equals("sql") && !STATEMENT.matcher(statement).matches()) {
                    findings.add(Finding.at(file, endpoint.element(), "its statement is not a file of " + FOLDER));
                }
            }
        }
        bundle.statements().keySet().stream().filter(name -> !named.contains(name))
                .forEach(name -> findings.add(new Finding("sql/" + name, "whole file", "no route names it")));
        return findings;
    }
}
