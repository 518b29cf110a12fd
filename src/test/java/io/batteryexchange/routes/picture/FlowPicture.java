package io.batteryexchange.routes.picture;

import io.batteryexchange.routes.picture.Mermaid.Shape;
import io.batteryexchange.routes.tree.Contract;
import io.batteryexchange.routes.tree.Endpoint;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All files at once: who calls whom, what begins by itself, who comes from outside, which partner is asked. Dashed: over a queue in memory. A folder that asks a partner
 * has one arrow to it. What goes by way of the database (the journal's inbox wakes a task) is in no file as a call, so not here.
 */
final class FlowPicture {

    private static final String UPSTREAM = "upstream";
    private static final Pattern KNOWN_AT_RUN_TIME = Pattern.compile("\\$\\{[^{}]*}");

    private final RouteBundle bundle;
    private final Mermaid picture = new Mermaid("LR");
    private final Map<String, RouteFile> consumers = new LinkedHashMap<>();

    private FlowPicture(RouteBundle bundle) {
        this.bundle = bundle;
    }

    static String of(RouteBundle bundle) {
        FlowPicture flow = new FlowPicture(bundle);
        flow.boxes();
        bundle.files().forEach(flow::begins);
        bundle.files().forEach(flow::calls);
        return flow.picture.toString();
    }

    private void boxes() {
        Map<String, List<RouteFile>> folders = new TreeMap<>();
        bundle.files().stream().filter(file -> !endpoints(file).isEmpty()).forEach(file -> folders.computeIfAbsent(file.folder(), folder -> new ArrayList<>()).add(file));
        folders.forEach((folder, files) -> {
            if (!folder.isEmpty()) {
                picture.begin("folder-" + folder, folder);
            }
            files.forEach(file -> picture.box(file.name(), folder.equals(UPSTREAM) ? Shape.CALL : Shape.STEP, title(file)));
            if (!folder.isEmpty()) {
                picture.end();
            }
        });
        for (RouteFile file : bundle.files()) {
            endpoints(file).stream().filter(endpoint -> endpoint.element().is("from")).forEach(endpoint -> consumers.put(uri(endpoint), file));
        }
    }

    private void begins(RouteFile file) {
        for (Endpoint endpoint : endpoints(file)) {
            if (endpoint.element().is("from") && !isLocal(endpoint)) {
                String start = "start-" + file.name();
                picture.box(start, Shape.ENTRY, endpoint.scheme());
                picture.arrow(start, file.name(), "", false);
            }
        }
        for (Contract contract : bundle.contracts()) {
            if (contract.operations().stream().anyMatch(operation -> file.equals(consumers.get("direct:" + operation)))) {
                picture.box("contract-" + contract.name(), Shape.OUTSIDE, contract.name().replaceFirst("\\.\\w+$", "") + " API");
                picture.arrow("contract-" + contract.name(), file.name(), "", false);
            }
        }
        if (bundle.pageCalls().stream().anyMatch(route -> file.equals(consumers.get("direct:" + route)))) {
            picture.box("pages", Shape.OUTSIDE, "console");
            picture.arrow("pages", file.name(), "", false);
        }
    }

    private void calls(RouteFile file) {
        for (Endpoint endpoint : endpoints(file)) {
            if (endpoint.element().is("from") || !isLocal(endpoint)) {
                continue;
            }
            Pattern target = Pattern.compile(String.join(".+", KNOWN_AT_RUN_TIME.splitAsStream(uri(endpoint) + "\n").map(part -> Pattern.quote(part.strip())).toList()));
            consumers.forEach((uri, called) -> {
                if (!called.equals(file) && target.matcher(uri).matches()) {
                    boolean partner = called.folder().equals(UPSTREAM) && !file.folder().isEmpty();
                    picture.arrow(partner ? "folder-" + file.folder() : file.name(), called.name(), "", endpoint.scheme().equals("seda"));
                }
            });
        }
    }

    private List<Endpoint> endpoints(RouteFile file) {
        return Endpoint.of(file, bundle.knownSettings());
    }

    private static boolean isLocal(Endpoint endpoint) {
        return endpoint.scheme().equals("direct") || endpoint.scheme().equals("seda");
    }

    private static String uri(Endpoint endpoint) {
        return endpoint.scheme() + ":" + (endpoint.path().isEmpty() ? endpoint.option("name").orElse("") : endpoint.path());
    }

    private static String title(RouteFile file) {
        return file.name().replaceFirst("^.*/", "").replace(".camel.yaml", "");
    }
}
