package io.batteryexchange.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/** Only the methods of our contracts are served: 405 for any other, whoever asks and wherever. */
final class ServedMethodsFilter extends OncePerRequestFilter {

    private static final Set<String> SERVED = Set.of("GET", "HEAD", "POST", "PUT");

    private final ApiErrors errors;

    ServedMethodsFilter(ApiErrors errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (SERVED.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Allow", String.join(", ", SERVED.stream().sorted().toList()));
            errors.write(request, response, 405, "method_not_allowed");
        }
    }
}
