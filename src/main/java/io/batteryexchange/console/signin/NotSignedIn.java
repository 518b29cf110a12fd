package io.batteryexchange.console.signin;

import io.batteryexchange.api.ApiErrors;
import io.batteryexchange.api.UnreadKeys;
import io.batteryexchange.console.ConsoleSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * What somebody gets who may not see a page: a person who asked for one is sent to the issuer and back; a form that came too late, a script and a part of a page that
 * updates itself get 401. A known caller who is no operator gets 403, and his cookie is forgotten so that he can come as somebody else.
 */
final class NotSignedIn implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

    private final ConsoleSettings settings;
    private final ApiErrors errors;
    private final SignedIn signedIn;

    NotSignedIn(ConsoleSettings settings, ApiErrors errors, SignedIn signedIn) {
        this.settings = settings;
        this.errors = errors;
        this.signedIn = signedIn;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) throws IOException {
        boolean byHeader = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        if (!byHeader) {
            signedIn.end(response);
        }
        if (byHeader || !settings.signsIn()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            errors.write(request, response, 401, settings.signsIn() ? "unauthorized" : "no_sign_in");
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Refresh", "true"); // the whole page asks again, and is sent to the issuer
            response.setStatus(401);
        } else if (request.getMethod().equals("GET")) {
            String page = request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
            response.sendRedirect(SignIn.BEGIN + "?to=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
        } else {
            errors.write(request, response, 401, "signed_out");
        }
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) throws IOException {
        if (UnreadKeys.in(failure).isPresent()) { // nothing is known about the token, so nobody is signed out
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            errors.write(request, response, 503, "service_unavailable");
        } else {
            commence(request, response, failure);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denial) throws IOException {
        if (denial instanceof CsrfException) {
            errors.write(request, response, 403, "form_too_old");
        } else {
            signedIn.end(response);
            errors.write(request, response, 403, "forbidden");
        }
    }
}
