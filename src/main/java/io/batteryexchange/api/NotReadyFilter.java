package io.batteryexchange.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The web server listens before the routes are there, and still while they stop: until then a call gets 503 and may be repeated, instead of a 404 that would
 * tell the courier that his order does not exist.
 */
final class NotReadyFilter extends OncePerRequestFilter {

    private final CamelContext camel;
    private final ApiErrors errors;

    NotReadyFilter(CamelContext camel, ApiErrors errors) {
        this.camel = camel;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (camel.isStarted() || request.getRequestURI().startsWith("/actuator/")) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Retry-After", "1");
            errors.write(request, response, 503, "service_unavailable");
        }
    }
}
