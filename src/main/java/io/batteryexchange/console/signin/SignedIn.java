package io.batteryexchange.console.signin;

import io.batteryexchange.console.ConsoleSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** The operator's token: in the header of scripts and proxies, else in the cookie that the sign-in sets and that lives as long as the token does. */
public final class SignedIn {

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();
    private final OperatorCookie cookie;
    private final Clock clock;

    SignedIn(ConsoleSettings settings, Clock clock) {
        this.cookie = new OperatorCookie("operations", settings.isSecure());
        this.clock = clock;
    }

    /** null: nobody says who he is. No BearerTokenResolver itself: as a bean, it would make the cookie count for the APIs as well. */
    String token(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null ? cookie.read(request).orElse(null) : header.resolve(request);
    }

    void begin(HttpServletResponse response, OAuth2User operator) {
        cookie.write(response, TokenOfOperator.token(operator), TokenOfOperator.life(operator, clock));
    }

    /** Forgets who signed in. The issuer may still know him. */
    public void end(HttpServletResponse response) {
        cookie.delete(response);
    }
}
