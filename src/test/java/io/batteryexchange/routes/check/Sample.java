package io.batteryexchange.routes.check;

import io.batteryexchange.routes.tree.Contract;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Short route files for the tests of the checks. */
final class Sample {

    static final Settings NO_SETTINGS = new Settings(Map.of());

    private Sample() {
    }

    static RouteFile file(String name, String text) {
        return RouteFile.read(name, text);
    }

    /** A file with one route of these steps; the steps start in line 8. */
    static RouteFile steps(String name, String steps) {
        String base = name.substring(name.lastIndexOf('/') + 1).replace(".camel.yaml", "");
        return file(name, """
                - route:
                    id: %1$s
                    description: Does one thing
                    from:
                      id: %1$s-in
                      uri: direct:%1$s
                      steps:
                %2$s""".formatted(base, steps.indent(8)));
    }

    static RouteBundle bundle(RouteFile... files) {
        return new RouteBundle(List.of(files), List.of(), Map.of(), Optional.empty(), List.of());
    }

    static RouteBundle bundle(Map<String, String> statements, RouteFile... files) {
        return new RouteBundle(List.of(files), List.of(), statements, Optional.empty(), List.of());
    }

    static RouteBundle bundle(Contract contract, RouteFile... files) {
        return new RouteBundle(List.of(files), List.of(), Map.of(), Optional.empty(), List.of(contract));
    }

    static RouteBundle bundle(Set<String> pageCalls, RouteFile... files) {
        return new RouteBundle(List.of(files), List.of(), Map.of(), Optional.empty(), List.of(), pageCalls);
    }

    static List<String> texts(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }
}
