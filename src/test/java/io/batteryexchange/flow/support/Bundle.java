package io.batteryexchange.flow.support;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;

/** The bundle with its timers replaced by the test's hand; everything behind the timers is the real thing. */
public final class Bundle {

    public static final String TIMERS = "poll-car-list,poll-claims-journal,take-due-tasks,reconcile,watch-sensors,poll-cabinet-stock,read-metrics";

    private final CamelContext camel;
    private final ProducerTemplate send;
    private final List<CircuitBreaker> breakers;
    private final Semaphore worked;

    Bundle(CamelContext camel, ProducerTemplate send, List<CircuitBreaker> breakers, Semaphore worked) {
        this.camel = camel;
        this.send = send;
        this.breakers = breakers;
        this.worked = worked;
    }

    /** After the context has started without these routes, and after they were loaded again. */
    public void takeTimersAway() throws Exception {
        for (String route : TIMERS.split(",")) {
            AdviceWith.adviceWith(camel, route, false, advice -> advice.replaceFromWith("direct:" + route));
            camel.getRouteController().startRoute(route);
        }
    }

    /** One round of the work queue: leases what is due and waits until the workers are through with it. Returns the leased rows. */
    public List<?> work() {
        return round().getMessage().getBody(List.class);
    }

    /** As {@link #work}; what the round leaves to the scheduler that began it. */
    public Exchange round() {
        Exchange round = send("take-due-tasks", Map.of());
        waitForWorkers(round.getMessage().getBody(List.class));
        return round;
    }

    /** The first half of {@link #work}: leases what is due and leaves it there. */
    public List<?> lease() {
        return send.request("sql:file:routes/sql/lease-due-tasks.sql", exchange -> { }).getMessage().getBody(List.class);
    }

    /** The other half: hands leased rows to the workers and waits until they are through with them. */
    public void work(List<?> leased) {
        leased.forEach(row -> send.sendBody("seda:work-task", row));
        waitForWorkers(leased);
    }

    private void waitForWorkers(List<?> leased) {
        try {
            if (!worked.tryAcquire(leased.size(), 30, TimeUnit.SECONDS)) {
                throw new AssertionError("the workers hang");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void pollCarList() {
        send("poll-car-list", Map.of());
    }

    public void pollJournal() {
        send("poll-claims-journal", Map.of());
    }

    public void reconcile() {
        send("reconcile", Map.of());
    }

    public void pollCabinetStock() {
        send("poll-cabinet-stock", Map.of());
    }

    public void readMetrics() {
        send("read-metrics", Map.of());
    }

    public void watchSensors() {
        send("watch-sensors", Map.of());
    }

    /** Calls a route by its direct: name with these variables. */
    public Exchange send(String route, Map<String, Object> variables) {
        return send.send("direct:" + route, exchange -> variables.forEach(exchange::setVariable));
    }

    public CamelContext camel() {
        return camel;
    }

    /** The circuit of an upstream, by the upstream's name. */
    public CircuitBreaker breaker(String upstream) {
        return breakers.stream().filter(breaker -> breaker.getName().equals(upstream)).findFirst().orElseThrow();
    }

    public void resetBreakers() {
        breakers.forEach(CircuitBreaker::reset);
    }
}
