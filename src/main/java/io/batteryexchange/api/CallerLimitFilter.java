package io.batteryexchange.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses whoever calls too often ({@link CallerLimits}) with 429 {@code too_many_requests} and {@code Retry-After} (seconds), before a thread of the routes is needed. A tap
 * whose refusal belongs on the timeline goes on to its route with header {@value #HEADER}; a header of that name from outside is dropped.
 */
final class CallerLimitFilter extends OncePerRequestFilter {

    static final String HEADER = "Over-Limit";

    private final CallerLimits limits;
    private final ApiErrors errors;

    CallerLimitFilter(CallerLimits limits, ApiErrors errors) {
        this.limits = limits;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        CallerLimits.Kind kind = kind(request);
        String caller = request.getHeader(VerifiedCallerFilter.HEADER);
        CallerLimits.Verdict verdict = kind == null || caller == null ? new CallerLimits.Verdict(0, false) : limits.call(kind, caller);
        if (verdict.allowed()) {
            chain.doFilter(new WithVerdict(request, null), response);
        } else if (verdict.tell() && kind == CallerLimits.Kind.COURIER_TAP) {
            chain.doFilter(new WithVerdict(request, Long.toString(verdict.waitSeconds())), response);
        } else {
            response.setHeader("Retry-After", Long.toString(verdict.waitSeconds()));
            errors.write(request, response, new ApiRefusal(429, "too_many_requests", verdict.waitSeconds()));
        }
    }

    private static CallerLimits.Kind kind(HttpServletRequest request) {
        String path = request.getServletPath(); // decoded: as the routes see it
        if (path.startsWith("/taximeter/")) {
            return request.getMethod().equals("POST") ? CallerLimits.Kind.COURIER_TAP : CallerLimits.Kind.COURIER_READ;
        }
        return path.startsWith("/cargo-orders/") ? CallerLimits.Kind.CARGO_ORDERS : path.startsWith("/operator/") || path.startsWith("/operations") ? CallerLimits.Kind.OPERATOR : null;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    private static final class WithVerdict extends HttpServletRequestWrapper {

        private final String seconds;

        private WithVerdict(HttpServletRequest request, String seconds) {
            super(request);
            this.seconds = seconds;
        }

        @Override
        public String getHeader(String name) {
            return HEADER.equalsIgnoreCase(name) ? seconds : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            if (!HEADER.equalsIgnoreCase(name)) {
                return super.getHeaders(name);
            }
            return seconds == null ? Collections.emptyEnumeration() : Collections.enumeration(Set.of(seconds));
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            Set<String> names = new LinkedHashSet<>();
            Collections.list(super.getHeaderNames()).stream().filter(name -> !HEADER.equalsIgnoreCase(name)).forEach(names::add);
            if (seconds != null) {
                names.add(HEADER);
            }
            return Collections.enumeration(names);
        }
    }
}
