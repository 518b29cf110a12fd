package io.batteryexchange.console.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A cookie of the console: only for its own pages, out of reach of scripts, not sent along by other sites' forms, and only by TLS where the console has it
 * (OWASP ASVS 5.0, 3.3). What is in it is all there is of a session, so every node can serve every request.
 */
final class OperatorCookie {

    private static final String PATH = "/operations";

    private final String name;
    private final boolean secure;

    OperatorCookie(String name, boolean secure) {
        this.name = (secure ? "__Secure-" : "") + name;
        this.secure = secure;
    }

    Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Optional.empty() : Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(name)).map(Cookie::getValue).filter(value -> !value.isBlank()).findFirst();
    }

    void write(HttpServletResponse response, String value, Duration life) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name, value).path(PATH).httpOnly(true).secure(secure).sameSite("Lax").maxAge(life).build().toString());
    }

    void delete(HttpServletResponse response) {
        write(response, "", Duration.ZERO);
    }
}
