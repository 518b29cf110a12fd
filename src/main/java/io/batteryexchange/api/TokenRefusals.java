package io.batteryexchange.api;

import com.nimbusds.jose.KeySourceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * The answer to a call without a token that we believe: 401 with {@code WWW-Authenticate}. Where the issuer's keys can't be read nothing is known about the
 * token, and the caller can't do anything about it: 503, to be repeated.
 */
final class TokenRefusals implements AuthenticationEntryPoint, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TokenRefusals.class);

    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final ApiErrors errors;

    TokenRefusals(ApiErrors errors) {
        this.errors = errors;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) throws IOException {
        challenge.commence(request, response, failure);
        errors.write(request, response, 401, "unauthorized");
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) throws IOException {
        Optional<KeySourceException> unread = UnreadKeys.in(failure);
        if (unread.isEmpty()) {
            commence(request, response, failure);
            return;
        }
        LOG.warn("the token issuer's keys can't be read: {}", unread.get().getMessage());
        response.setHeader("Retry-After", "5");
        errors.write(request, response, 503, "service_unavailable");
    }
}
