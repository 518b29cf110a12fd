package io.batteryexchange.reload;

import jakarta.annotation.PreDestroy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * For development (setting {@code routes.reload}): a saved file of the routes folder is live within two seconds. Camel's own reload loses the routes of a file
 * that can't be used, keeps those that a file no longer has, and takes neither statements nor error policies for routes that were not saved themselves.
 */
public class RouteReload {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);

    /** Two looks and what follows fit into the two seconds. Contents are compared: editors write in place or rename, and not every file system tells of it. */
    private static final long LOOK_EVERY_MS = 250;

    private final RoutesFolder folder;
    private final RunningRoutes routes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread looking = new Thread(work, "route-reload");
        looking.setDaemon(true);
        return looking;
    });
    private Map<String, String> decided;
    private Map<String, String> pending;

    RouteReload(RoutesFolder folder, RunningRoutes routes) {
        this.folder = folder;
        this.routes = routes;
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("FutureReturnValueIgnored") // it has no end to wait for, and look() lets nothing out
    synchronized void start() {
        if (decided == null) {
            decided = folder.contents();
            routes.run(decided);
            LOG.info("saved files of {} are live at once: this is for development", folder.path());
            thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }

    /** Whether all files as they are now were taken or refused. */
    public synchronized boolean settled() {
        return folder.contents().equals(decided);
    }

    /** Another content counts when two looks in a row find it: a look may fall into the middle of a write. */
    private synchronized void look() {
        try {
            Map<String, String> now = folder.contents();
            if (now.equals(decided)) {
                pending = null;
            } else if (now.equals(pending)) {
                pending = null;
                Map<String, String> before = decided;
                decided = now;
                take(before, now);
            } else {
                pending = now;
            }
        } catch (RuntimeException e) { // whatever it trips over must not end the looking
            LOG.error("The routes folder can't be read again: {}", e.toString());
        }
    }

    private void take(Map<String, String> before, Map<String, String> now) {
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(name -> now.containsKey(name) && now.get(name).equals(before.get(name)));

        Set<String> policies = new TreeSet<>();
        Set<String> toLoad = new LinkedHashSet<>();
        for (String name : changed) {
            if (name.endsWith(RoutesFolder.STATEMENTS)) {
                LOG.info("{} was saved", folder.location(name));
                routes.forgetStatement(name);
                toLoad.addAll(routeFiles(now, text -> RouteText.uses(text, name)));
            } else if (!now.containsKey(name)) {
                routes.takeAway(name);
            } else {
                policies.addAll(routes.changedPolicies(name, now.get(name)));
                toLoad.add(name);
            }
        }
        toLoad.addAll(routeFiles(now, text -> RouteText.names(text, policies)));
        // A route takes the error policies that are there when it is made.
        toLoad.stream().filter(file -> RouteText.hasPolicies(now.get(file))).forEach(file -> routes.load(file, now.get(file)));
        toLoad.stream().filter(file -> !RouteText.hasPolicies(now.get(file))).forEach(file -> routes.load(file, now.get(file)));
    }

    private static List<String> routeFiles(Map<String, String> contents, Predicate<String> wanted) {
        return contents.entrySet().stream().filter(file -> file.getKey().endsWith(RoutesFolder.ROUTES) && wanted.test(file.getValue())).map(Map.Entry::getKey).toList();
    }
}
