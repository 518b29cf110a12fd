package io.batteryexchange.reload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs of which file. One thread at a time. */
final class RunningRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
    private static final int LONGEST_REASON = 500;

    private final CamelContext camel;
    private final RoutesFolder folder;
    /** The last content of each route file that could be used. */
    private final Map<String, String> running = new LinkedHashMap<>();

    RunningRoutes(CamelContext camel, RoutesFolder folder) {
        this.camel = camel;
        this.folder = folder;
    }

    /** These contents were started. */
    void run(Map<String, String> contents) {
        contents.forEach((name, text) -> {
            if (name.endsWith(RoutesFolder.ROUTES)) {
                running.put(name, text);
            }
        });
    }

    /** The ids of error policies that the text has otherwise than what runs. */
    Set<String> changedPolicies(String name, String text) {
        try {
            Map<String, JsonNode> before = running.containsKey(name) ? RouteText.policies(running.get(name)) : Map.of();
            Map<String, JsonNode> now = RouteText.policies(text);
            Set<String> changed = new TreeSet<>(before.keySet());
            changed.addAll(now.keySet());
            changed.removeIf(id -> Objects.equals(before.get(id), now.get(id)));
            return changed;
        } catch (IllegalArgumentException e) {
            return Set.of(); // load tells why
        }
    }

    /** Puts a file's routes in the place of those that it had. One that can't be used is told, and what it had runs on. */
    void load(String name, String text) {
        if (RouteText.servesApis(text)) {
            LOG.warn("{} is read when the service starts, start anew", folder.location(name));
            return;
        }
        long start = System.nanoTime();
        Set<String> routes;
        try {
            routes = RouteText.routes(text);
        } catch (IllegalArgumentException e) {
            LOG.error("{} can't be used, its routes run on as they were: {}", folder.location(name), reason(e));
            return;
        }
        Set<String> before = running.containsKey(name) ? RouteText.routes(running.get(name)) : Set.of();
        try {
            remove(without(before, routes, name));
            update(name, text);
            running.put(name, text);
            LOG.info("{} is live ({} routes, {} ms)", folder.location(name), routes.size(), (System.nanoTime() - start) / 1_000_000);
        } catch (Exception e) { // Camel's builders throw anything
            LOG.error("{} can't be used, its routes run on as they were: {}", folder.location(name), reason(e));
            bringBack(name, without(routes, before, name));
        }
    }

    /** The file is gone. */
    void takeAway(String name) {
        String text = running.remove(name);
        if (text != null) {
            Set<String> routes = RouteText.routes(text);
            remove(without(routes, Set.of(), name));
            LOG.info("{} is gone, and its routes {}", folder.location(name), routes);
        }
    }

    /** The next route that uses the statement reads it from its file. */
    void forgetStatement(String name) {
        for (Endpoint endpoint : Set.copyOf(camel.getEndpoints())) {
            if (endpoint.getEndpointUri().contains("/" + name)) {
                try {
                    camel.removeEndpoint(endpoint);
                } catch (Exception e) {
                    LOG.error("{} can't be read again: {}", folder.location(name), reason(e));
                }
            }
        }
    }

    private void bringBack(String name, Set<String> half) {
        try {
            remove(half);
            if (running.containsKey(name)) {
                update(name, running.get(name));
            }
        } catch (Exception e) {
            LOG.error("{}: what it had can't be brought back either, start anew: {}", folder.location(name), reason(e));
        }
    }

    private void update(String name, String text) throws Exception {
        Resource resource = ResourceHelper.fromString(folder.location(name), text);
        PluginHelper.getRoutesLoader(camel).updateRoutes(resource);
    }

    private void remove(Set<String> routes) {
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        for (String id : routes) {
            try {
                camel.getRouteController().stopRoute(id);
                camel.removeRoute(id);
                RouteDefinition left = model.getRouteDefinition(id);
                if (left != null) {
                    model.removeRouteDefinition(left);
                }
            } catch (Exception e) {
                LOG.error("route {} can't be taken away, start anew: {}", id, reason(e));
            }
        }
    }

    /** Routes that are in one set and not in the other, nor in another file, where one may have moved to. */
    private Set<String> without(Set<String> routes, Set<String> others, String name) {
        Set<String> left = new TreeSet<>(routes);
        left.removeAll(others);
        running.forEach((file, text) -> {
            if (!file.equals(name)) {
                left.removeAll(RouteText.routes(text));
            }
        });
        return left;
    }

    private static String reason(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = String.valueOf(e.getMessage());
        if (!(e instanceof IllegalArgumentException) && !said.contains(String.valueOf(root.getMessage()))) {
            said += " (" + root.getMessage() + ")";
        }
        said = said.replaceAll("\\s+", " ");
        return said.length() > LONGEST_REASON ? said.substring(0, LONGEST_REASON) + "…" : said;
    }
}
