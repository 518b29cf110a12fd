package io.batteryexchange.routes.picture;

import io.batteryexchange.routes.picture.Mermaid.Shape;
import io.batteryexchange.routes.tree.Element;
import io.batteryexchange.routes.tree.RouteFile;
import io.batteryexchange.routes.tree.YamlNodes;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One route file as a flowchart: a frame for each route and each failure's policy, a box for each step. */
final class FilePicture {

    private final RouteFile file;
    private final Map<Element, List<Element>> children = new IdentityHashMap<>();
    private final Mermaid picture = new Mermaid("TD");

    private FilePicture(RouteFile file) {
        this.file = file;
        file.elements().stream().filter(element -> element.parent() != null).forEach(element -> children.computeIfAbsent(element.parent(), parent -> new ArrayList<>()).add(element));
    }

    static String of(RouteFile file) {
        FilePicture picture = new FilePicture(file);
        file.entities().forEach(picture::entity);
        return picture.picture.toString();
    }

    private void entity(Element entity) {
        if (entity.is("route")) {
            Element from = inside(entity).get(0);
            picture.begin("route-" + name(entity), name(entity));
            picture.downwards();
            picture.box(name(from), Shape.ENTRY, from.text("uri").orElse("from"));
            steps(inside(from), List.of(new Way(name(from), "", false)));
            picture.end();
        } else if (entity.is("routeConfiguration")) {
            picture.begin("policy-" + name(entity), name(entity));
            picture.downwards();
            inside(entity).forEach(this::policy);
            picture.end();
        } else if (!entity.is("onException")) {
            picture.box(name(entity), Shape.OUTSIDE, entity.kind() + " " + name(entity));
        } else {
            policy(entity);
        }
    }

    private void policy(Element policy) {
        picture.box(name(policy), Shape.ENTRY, name(policy));
        steps(inside(policy).stream().filter(element -> !element.is("onWhen")).toList(), List.of(new Way(name(policy), "", false)));
    }

    /** Draws the steps one behind the other and tells from where it goes on. */
    private List<Way> steps(List<Element> steps, List<Way> before) {
        List<Way> ways = before;
        for (Element step : steps) {
            draw(step);
            for (Way way : ways) {
                picture.arrow(way.from, name(step), way.label, way.dashed);
            }
            ways = after(step);
        }
        return ways;
    }

    private List<Way> after(Element step) {
        List<Element> branches = inside(step).stream().filter(child -> child.is("when", "otherwise", "onFallback", "doCatch", "doFinally")).toList();
        List<Element> steps = inside(step).stream().filter(child -> !branches.contains(child) && !child.is("onWhen")).toList();
        List<Way> ways = new ArrayList<>();
        for (Element branch : branches) {
            ways.addAll(steps(inside(branch), List.of(new Way(name(step), name(branch), branch.is("onFallback", "doCatch", "doFinally")))));
        }
        switch (step.kind()) {
            case "throwException", "stop" -> {
                return List.of();
            }
            case "choice" -> {
                if (branches.stream().noneMatch(branch -> branch.is("otherwise"))) {
                    ways.add(new Way(name(step), "none", false));
                }
            }
            case "filter" -> {
                ways.addAll(steps(steps, List.of(new Way(name(step), "yes", false))));
                ways.add(new Way(name(step), "no", false));
            }
            case "loop", "split" -> {
                steps(steps, List.of(new Way(name(step), "each", false))).forEach(way -> picture.arrow(way.from, name(step), way.label, true));
                ways.add(new Way(name(step), "then", false));
            }
            default -> ways.addAll(steps(steps, List.of(new Way(name(step), "", false))));
        }
        return ways;
    }

    private void draw(Element step) {
        Shape shape = switch (step.kind()) {
            case "choice", "filter", "validate" -> Shape.QUESTION;
            case "log" -> Shape.LOG;
            case "to", "toD", "wireTap", "enrich", "pollEnrich" -> step.text("uri").orElse("").startsWith("sql:") ? Shape.STATEMENT : Shape.CALL;
            case "doTry", "circuitBreaker", "loop", "split", "step" -> Shape.CONTAINER;
            default -> Shape.STEP;
        };
        picture.box(name(step), shape, Stream.concat(Stream.of(name(step)), detail(step).stream()).toArray(String[]::new));
    }

    /** What stands in the second line of a box. */
    private static Optional<String> detail(Element step) {
        return switch (step.kind()) {
            case "bean" -> step.text("ref").map(ref -> ref + step.text("method").map(method -> "." + method.replaceFirst("\\(.*", "")).orElse(""));
            case "setVariable", "setHeader", "removeVariable" -> step.text("name");
            case "to", "toD" -> step.text("uri").map(uri -> uri.replaceFirst("^sql:file:routes/sql/", "").replaceFirst("^\\{\\{upstream\\.([\\w-]+)\\.url}}", "$1 "));
            case "throwException" -> step.text("exceptionType").map(type -> type.substring(type.lastIndexOf('.') + 1));
            case "doTry", "circuitBreaker", "loop", "split", "step" -> Optional.of(step.kind());
            default -> Optional.empty();
        };
    }

    private List<Element> inside(Element element) {
        return children.getOrDefault(element, List.of());
    }

    private String name(Element element) {
        return element.id().orElseGet(() -> file.name() + "-" + YamlNodes.line(element.body()));
    }

    /** From a box to whatever comes next. */
    private record Way(String from, String label, boolean dashed) {
    }
}
