package io.batteryexchange.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a route answer a request on a thread of the routes (setting {@code API_THREADS}), and that is all of the request. Camel's own consumer hands it back to Spring MVC,
 * which sends it through the filters and the servlet a second time only to find that the answer is written.
 */
final class RouteRequests extends SpringBootPlatformHttpConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(RouteRequests.class);

    private final Executor threads;
    private final Duration longest;
    private final ApiErrors errors;

    /** @param longest how long a caller waits at most, for a thread and for the route together; then, or when too many wait, 503 */
    RouteRequests(PlatformHttpEndpoint endpoint, Processor route, Executor threads, Duration longest, ApiErrors errors) {
        super(endpoint, route, threads);
        this.threads = threads;
        this.longest = longest;
        this.errors = errors;
    }

    /** Null: Spring MVC has nothing to wait for. */
    @Override
    public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        Call call = new Call(request, response);
        try {
            threads.execute(call);
        } catch (RejectedExecutionException e) {
            call.refuse();
        }
        return null;
    }

    private final class Call implements Runnable, AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final AsyncContext open;
        private final AtomicBoolean over = new AtomicBoolean();

        Call(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
            this.open = request.startAsync(request, response);
            open.setTimeout(longest.toMillis());
            open.addListener(this);
        }

        @Override
        public void run() {
            if (over.get()) {
                return; // the caller has waited too long for a thread
            }
            try {
                handleService(request, new WholeAnswer(response));
            } catch (Exception e) {
                LOG.warn("a request was not answered", e);
                answer(500, "internal_error");
            }
            if (over.compareAndSet(false, true)) {
                open.complete();
            }
        }

        void refuse() {
            if (over.compareAndSet(false, true)) {
                if (!response.isCommitted()) {
                    response.setHeader("Retry-After", "1");
                }
                answer(503, "service_unavailable");
                open.complete();
            }
        }

        private void answer(int status, String code) {
            try {
                if (!response.isCommitted()) {
                    errors.write(request, response, status, code);
                }
            } catch (IOException e) {
                LOG.debug("the caller is gone", e);
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            refuse();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            over.set(true);
        }

        @Override
        public void onError(AsyncEvent event) {
            LOG.debug("the caller is gone", event.getThrowable());
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // a request is handed over once
        }
    }
}
