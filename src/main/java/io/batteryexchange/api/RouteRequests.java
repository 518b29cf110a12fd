package io.batteryexchange.api;

import io.batteryexchange.clock.DeadlineWatch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.WebUtils;

/**
 * Has a route answer a request when it is its turn ({@link RouteTurns}), on the web server's own thread, and that is all of the request. Camel's own consumer hands every
 * request to another thread, and when it is answered back to Spring MVC, which sends it through the filters and the servlet a second time.
 */
final class RouteRequests extends SpringBootPlatformHttpConsumer implements HttpRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RouteRequests.class);

    private final RouteMapping mapping;
    private final RouteTurns turns;
    private final DeadlineWatch deadlines;
    private final Executor refusals;
    private final Duration longest;
    private final ApiErrors errors;
    private final Map<String, Producer> routes = new ConcurrentHashMap<>();

    /**
     * @param refusals writes to callers who have waited too long; whoever does not read his answer holds up only those
     * @param longest  how long a caller waits at most, for his turn and for the route together; then, or when too many wait, 503
     */
    RouteRequests(PlatformHttpEndpoint endpoint, Processor route, RouteMapping mapping, RouteTurns turns, DeadlineWatch deadlines, Executor refusals, Duration longest, ApiErrors errors) {
        super(endpoint, route);
        this.mapping = mapping;
        this.turns = turns;
        this.deadlines = deadlines;
        this.refusals = refusals;
        this.longest = longest;
        this.errors = errors;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (getEndpoint().isMatchOnUriPrefix()) {
            mapping.serve(getEndpoint().getPath(), this);
        }
    }

    @Override
    protected void doStop() throws Exception {
        mapping.serveNoMore(getEndpoint().getPath(), this);
        ServiceHelper.stopService(routes.values());
        routes.clear();
        super.doStop();
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
        Call call = new Call(request, response);
        DeadlineWatch.Deadline deadline = deadlines.in(longest, () -> refusals.execute(call::refuse));
        try {
            if (!turns.run(call)) {
                call.refuse();
            }
        } finally {
            deadline.met();
            call.isOver();
        }
    }

    /** Called by Camel's mapping, for addresses that are not below one of an API. Null: Spring MVC has nothing to wait for. */
    @Override
    public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        handleRequest(request, response);
        return null;
    }

    /**
     * A request of the contracts goes to the route of its operation, which the check has found already: Camel would look for it a second time. It becomes a message, and
     * its answer a response, without Camel's binding ({@link CheckedMessage}).
     */
    @Override
    protected void handleService(HttpServletRequest request, HttpServletResponse response) throws Exception {
        CheckedRequest checked = WebUtils.getNativeRequest(request, CheckedRequest.class);
        if (checked == null || isSuspended()) {
            super.handleService(request, response);
            return;
        }
        Exchange exchange = createExchange(true);
        exchange.setPattern(ExchangePattern.InOut);
        CheckedMessage.read(checked, exchange.getIn());
        createUoW(exchange);
        try {
            routes.computeIfAbsent(checked.operation(), this::routeOf).process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            afterProcess(response, exchange);
        }
    }

    private Producer routeOf(String operation) {
        try {
            Producer route = getEndpoint().getCamelContext().getEndpoint("direct:" + operation).createProducer();
            ServiceHelper.startService(route);
            return route;
        } catch (Exception e) {
            throw new IllegalStateException("no way to the route of " + operation, e);
        }
    }

    /** The route is through with it. Whoever has waited too long has been answered before. */
    @Override
    protected void afterProcess(HttpServletResponse response, Exchange exchange) throws Exception {
        boolean mine = ((RouteAnswer) response).call.isMineToAnswer();
        if (mine && !CheckedMessage.isWritable(exchange)) {
            super.afterProcess(response, exchange);
            return;
        }
        try {
            if (mine) {
                CheckedMessage.write(exchange, response);
            }
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    private static final class RouteAnswer extends WholeAnswer {

        private final Call call;

        RouteAnswer(HttpServletResponse response, Call call) {
            super(response);
            this.call = call;
        }
    }

    /** Answered once: by its route, or with a refusal, all of which is written before the route's thread goes on. */
    private final class Call implements Runnable {

        private enum Answer { NONE, OF_ROUTE, REFUSAL }

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private Answer answer = Answer.NONE;

        Call(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public void run() {
            if (isRefused()) {
                return; // it has waited too long for its turn
            }
            try {
                handleService(request, new RouteAnswer(response, this));
            } catch (Exception e) {
                LOG.warn("a request was not answered", e);
                if (isMineToAnswer()) {
                    write(500, "internal_error");
                }
            }
        }

        private synchronized boolean isRefused() {
            return answer == Answer.REFUSAL;
        }

        synchronized boolean isMineToAnswer() {
            if (answer == Answer.NONE) {
                answer = Answer.OF_ROUTE;
            }
            return answer == Answer.OF_ROUTE;
        }

        /** From here on the response is the web server's again. */
        void isOver() {
            isMineToAnswer();
        }

        /** The route may be at work still; what it makes is thrown away. */
        synchronized void refuse() {
            if (answer == Answer.NONE) {
                answer = Answer.REFUSAL;
                response.setHeader("Retry-After", "1");
                write(503, "service_unavailable");
            }
        }

        private void write(int status, String code) {
            try {
                if (!response.isCommitted()) {
                    errors.write(request, response, status, code);
                }
            } catch (IOException e) {
                LOG.debug("the caller is gone", e);
            }
        }
    }
}
