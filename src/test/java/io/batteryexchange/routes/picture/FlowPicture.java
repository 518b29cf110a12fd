package io.batteryexchange.routes.picture;

import io.batteryexchange.routes.picture.Mermaid.Shape;
import io.batteryexchange.routes.tree.Contract;
import io.batteryexchange.routes.tree.Endpoint;
import io.batteryexchange.routes.tree.RouteBundle;
import io.batteryexchange.routes.tree.RouteFile;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of some folders: which calls which, what begins by itself, who comes from outside, which partners are asked, and the tables that one file fills and another
 * works off. The files of a folder that are named on-… share one box, and so do those of another folder that are called from here.
 */
final class FlowPicture {

    /** Tables that are queues, and the statement that takes work from each. */
    private static final Map<String, String> QUEUES = new TreeMap<>(Map.of("tasks", "lease-due-tasks.sql", "claim_events", "lease-due-tasks.sql"));
    private static final String SQL = "file:routes/sql/";
    private static final Pattern KNOWN_AT_RUN_TIME = Pattern.compile("\\$\\{[^{}]*}");

    private final RouteBundle bundle;
    private final List<String> folders;
    private final Mermaid picture;
    private final Map<String, RouteFile> consumers = new LinkedHashMap<>();

    private FlowPicture(RouteBundle bundle, String direction, List<String> folders) {
        picture = new Mermaid(direction);
        this.bundle = bundle;
        this.folders = folders;
        for (RouteFile file : bundle.files()) {
            endpoints(file).stream().filter(endpoint -> endpoint.element().is("from")).forEach(endpoint -> consumers.put(uri(endpoint), file));
        }
    }

    /**
     * @param direction Mermaid's word for it, TD or LR
     * @param folders   what the picture is about, in the order of drawing
     */
    static String of(RouteBundle bundle, String direction, List<String> folders) {
        FlowPicture flow = new FlowPicture(bundle, direction, folders);
        flow.boxes();
        flow.own().forEach(flow::begins);
        QUEUES.forEach(flow::queue);
        flow.own().forEach(flow::calls);
        return flow.picture.toString();
    }

    /** The files that the picture is about. */
    private List<RouteFile> own() {
        return folders.stream().flatMap(folder -> bundle.files().stream().filter(file -> file.folder().equals(folder) && !endpoints(file).isEmpty())).toList();
    }

    private void boxes() {
        for (String folder : folders) {
            List<RouteFile> files = own().stream().filter(file -> file.folder().equals(folder)).toList();
            Set<String> partners = new TreeSet<>();
            files.forEach(file -> called(file).keySet().stream().filter(FlowPicture::isPartner).forEach(partner -> partners.add(title(partner))));
            picture.begin("folder-" + folder, partners.isEmpty() ? folder : folder + " (asks " + String.join(", ", partners) + ")");
            files.forEach(file -> picture.box(box(file), Shape.STEP, isHandler(file) ? lines("on-…", files.stream().filter(FlowPicture::isHandler)) : new String[] {title(file)}));
            picture.end();
        }
        Map<String, Set<RouteFile>> others = new TreeMap<>();
        own().forEach(file -> called(file).keySet().stream().filter(called -> !isPartner(called) && !folders.contains(called.folder()))
            .forEach(called -> others.computeIfAbsent(called.folder(), folder -> new LinkedHashSet<>()).add(called)));
        others.forEach((folder, files) -> picture.box(folder, Shape.CALL, lines("<b>" + folder + "</b>", files.stream())));
    }

    private void begins(RouteFile file) {
        endpoints(file).stream().filter(endpoint -> endpoint.element().is("from") && !isLocal(endpoint)).forEach(endpoint ->
            outside("start-" + endpoint.scheme() + "-" + file.folder(), endpoint.scheme(), file));
        for (Contract contract : bundle.contracts()) {
            if (contract.operations().stream().anyMatch(operation -> file.equals(consumers.get("direct:" + operation)))) {
                outside("contract-" + contract.name(), contract.name().replaceFirst("\\.\\w+$", "") + " API", file);
            }
        }
        if (bundle.pageCalls().stream().anyMatch(route -> file.equals(consumers.get("direct:" + route)))) {
            outside("pages", "console", file);
        }
    }

    private void outside(String id, String label, RouteFile file) {
        picture.box(id, Shape.OUTSIDE, label);
        picture.arrow(id, box(file), "", false);
    }

    private void queue(String table, String taken) {
        Pattern fills = Pattern.compile("\\binsert into " + table + "\\b");
        List<RouteFile> fillers = own().stream().filter(file -> statements(file).anyMatch(statement -> fills.matcher(bundle.statements().getOrDefault(statement, "")).find())).toList();
        List<RouteFile> takers = own().stream().filter(file -> statements(file).anyMatch(taken::equals)).toList();
        if (!fillers.isEmpty() && !takers.isEmpty()) {
            picture.box("table-" + table, Shape.STATEMENT, table);
            fillers.forEach(file -> picture.arrow(box(file), "table-" + table, "", true));
            takers.forEach(file -> picture.arrow("table-" + table, box(file), "", true));
        }
    }

    private void calls(RouteFile file) {
        called(file).forEach((called, queued) -> {
            if (!isPartner(called) && !box(called).equals(box(file))) {
                picture.arrow(box(file), box(called), "", queued);
            }
        });
    }

    /** Whom a file calls, and whether over a queue in memory. */
    private Map<RouteFile, Boolean> called(RouteFile file) {
        Map<RouteFile, Boolean> called = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints(file)) {
            if (!endpoint.element().is("from") && isLocal(endpoint)) {
                Pattern target = Pattern.compile(String.join(".+", KNOWN_AT_RUN_TIME.splitAsStream(uri(endpoint) + "\n").map(part -> Pattern.quote(part.strip())).toList()));
                consumers.forEach((uri, consumer) -> {
                    if (!consumer.equals(file) && target.matcher(uri).matches()) {
                        called.merge(consumer, endpoint.scheme().equals("seda"), Boolean::logicalAnd);
                    }
                });
            }
        }
        return called;
    }

    private Stream<String> statements(RouteFile file) {
        return endpoints(file).stream().filter(endpoint -> endpoint.scheme().equals("sql") && endpoint.path().startsWith(SQL)).map(endpoint -> endpoint.path().substring(SQL.length()));
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

    /** The name of the box that a file is in. */
    private String box(RouteFile file) {
        return !folders.contains(file.folder()) ? file.folder() : isHandler(file) ? file.folder() + "/on" : Pictures.name(file);
    }

    private static boolean isHandler(RouteFile file) {
        return title(file).startsWith("on-");
    }

    private static boolean isPartner(RouteFile file) {
        return file.folder().equals("upstream");
    }

    private static String[] lines(String head, Stream<RouteFile> files) {
        return Stream.concat(Stream.of(head), files.map(file -> head.startsWith("on-") ? title(file).substring(3) : title(file)).sorted()).toArray(String[]::new);
    }

    private static String title(RouteFile file) {
        return Pictures.name(file).replaceFirst("^.*/", "");
    }
}
