package io.batteryexchange.sandbox.issuer;

import io.batteryexchange.sandbox.wire.Page;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/** The sign-in page of the issuer: one button, one operator, no password. GET shows it, POST signs in and goes on to what was asked for. */
final class SignInServlet extends HttpServlet {

    static final String PATH = "/login";

    private static final String OPERATOR = "operator-1";

    /** Remembers what somebody asked for before he was sent to sign in. */
    static RequestCache asked() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", Page.CONTENT_SECURITY_POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(Page.html("login.html").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SavedRequest asked = asked().getRequest(request, response);
        request.getSession();
        request.changeSessionId();
        new HttpSessionSecurityContextRepository().saveContext(
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(OPERATOR, null, List.of())), request, response);
        asked().removeRequest(request, response);
        response.sendRedirect(asked == null ? "/" : asked.getRedirectUrl());
    }
}
