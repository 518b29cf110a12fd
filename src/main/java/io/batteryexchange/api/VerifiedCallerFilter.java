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
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hands the verified caller (the token's {@code sub}) to the routes as one value, header {@value #HEADER}: routes run on another thread than the security
 * filters. A header of that name from outside is replaced, never believed; the token itself goes no further.
 */
final class VerifiedCallerFilter extends OncePerRequestFilter {

    static final String HEADER = "Verified-Caller";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        String name = caller instanceof JwtAuthenticationToken token ? token.getToken().getSubject() : null;
        chain.doFilter(new WithCaller(request, name), response);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    private static final class WithCaller extends HttpServletRequestWrapper {

        private final String caller;

        WithCaller(HttpServletRequest request, String caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public String getHeader(String name) {
            return HEADER.equalsIgnoreCase(name) ? caller : "Authorization".equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            if (HEADER.equalsIgnoreCase(name)) {
                return caller == null ? Collections.emptyEnumeration() : Collections.enumeration(Set.of(caller));
            }
            return "Authorization".equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            Set<String> names = new LinkedHashSet<>();
            Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !HEADER.equalsIgnoreCase(name) && !"Authorization".equalsIgnoreCase(name))
                .forEach(names::add);
            if (caller != null) {
                names.add(HEADER);
            }
            return Collections.enumeration(names);
        }
    }
}
