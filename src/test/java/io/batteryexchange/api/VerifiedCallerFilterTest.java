package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class VerifiedCallerFilterTest {

    private final MockHttpServletRequest outside = new MockHttpServletRequest();

    @AfterEach
    void forgetCaller() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void handsTheSubjectOfTheTokenOn() throws ServletException, IOException {
        signIn("courier-5");

        HttpServletRequest inside = filtered();

        assertThat(inside.getHeader("Verified-Caller")).isEqualTo("courier-5");
        assertThat(Collections.list(inside.getHeaders("verified-caller"))).containsExactly("courier-5");
        assertThat(Collections.list(inside.getHeaderNames())).contains("Verified-Caller");
    }

    @Test
    void neverBelievesAHeaderFromOutside() throws ServletException, IOException {
        outside.addHeader("verified-caller", "somebody-else");
        signIn("courier-5");

        HttpServletRequest inside = filtered();

        assertThat(inside.getHeader("verified-caller")).isEqualTo("courier-5");
        assertThat(Collections.list(inside.getHeaders("VERIFIED-CALLER"))).containsExactly("courier-5");
        assertThat(Collections.list(inside.getHeaderNames())).filteredOn("Verified-Caller"::equalsIgnoreCase).hasSize(1);
    }

    @Test
    void dropsAHeaderFromOutsideWhenNobodySignedIn() throws ServletException, IOException {
        outside.addHeader("Verified-Caller", "somebody-else");

        HttpServletRequest inside = filtered();

        assertThat(inside.getHeader("Verified-Caller")).isNull();
        assertThat(Collections.list(inside.getHeaders("Verified-Caller"))).isEmpty();
        assertThat(Collections.list(inside.getHeaderNames())).isEmpty();
    }

    @Test
    void keepsTheTokenItselfFromTheRoutes() throws ServletException, IOException {
        outside.addHeader("authorization", "Bearer token");
        outside.addHeader("Accept-Language", "en");
        signIn("courier-5");

        HttpServletRequest inside = filtered();

        assertThat(inside.getHeader("Authorization")).isNull();
        assertThat(Collections.list(inside.getHeaders("AUTHORIZATION"))).isEmpty();
        assertThat(Collections.list(inside.getHeaderNames())).containsExactlyInAnyOrder("Accept-Language", "Verified-Caller");
        assertThat(inside.getHeader("Accept-Language")).isEqualTo("en");
    }

    private static void signIn(String subject) {
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(
            Jwt.withTokenValue("token").header("alg", "RS256").subject(subject).build()));
    }

    private HttpServletRequest filtered() throws ServletException, IOException {
        MockFilterChain chain = new MockFilterChain();
        new VerifiedCallerFilter().doFilter(outside, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) chain.getRequest();
    }
}
