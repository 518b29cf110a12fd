package io.batteryexchange.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** The issuer can't be reached: nothing can be said about a token, so it is neither taken nor called wrong. */
class IssuerKeysTest {

    private static final JWKSelector KNOWN = new JWKSelector(JWKMatcher.forJWSHeader(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("known").build()));

    private final TokenRefusals refusals = new TokenRefusals(new ApiErrors(new ObjectMapper(), TestTexts.texts()));
    private HttpServer issuer;
    private volatile int status = 503;

    @BeforeEach
    void theIssuer() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            byte[] keys = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void aTokenIsNotCalledWrongWhileTheKeysCannotBeRead() throws Exception {
        IssuerKeys keys = keys();

        for (int i = 0; i < 5; i++) { // the later ones are not even asked for: too soon
            KeySourceException unread = catchThrowableOfType(KeySourceException.class, () -> keys.get(KNOWN, null));
            MockHttpServletResponse answer = answer(new AuthenticationServiceException("no keys", new IllegalStateException(unread)));

            assertThat(unread).isNotNull();
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getContentAsString()).contains("service_unavailable");
            assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
            assertThat(answer.getHeader("WWW-Authenticate")).isNull();
        }
    }

    @Test
    void anUnknownKeyIsOneThatNobodyBelievesHoweverOftenItIsTried() throws Exception {
        status = 200;
        IssuerKeys keys = keys();

        for (int i = 0; i < 5; i++) {
            assertThat(keys.get(KNOWN, null)).isEmpty();
        }
    }

    @Test
    void anyOtherFailureIsTheCallers() throws Exception {
        assertThat(answer(new InvalidBearerTokenException("expired")).getStatus()).isEqualTo(401);
        assertThat(answer(new AuthenticationServiceException("a signature that can't be one")).getStatus()).isEqualTo(401);
    }

    private IssuerKeys keys() throws Exception {
        return new IssuerKeys(URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks"));
    }

    private MockHttpServletResponse answer(org.springframework.security.core.AuthenticationException failure) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        refusals.onAuthenticationFailure(new MockHttpServletRequest(), response, failure);
        return response;
    }
}
