package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.Caller;
import io.batteryexchange.flow.support.Reply;
import io.batteryexchange.flow.support.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are believed; what {@link AccessMatrixTest} tries at every endpoint is not repeated here. */
@DisplayName("Tokens (OWASP API2:2023, ASVS 5.0 9.1.1-9.2.3)")
class TokenTest extends FlowTest {

    private static final String TASKS = "/operator/v1/tasks";
    private static final String JWKS = "/oauth2/jwks";

    @Test
    @DisplayName("ES256 is taken as well (ASVS 9.1.2)")
    void takesAnEllipticKey() {
        assertThat(status(tokens.elliptic("ivanova", "operator"))).isEqualTo(200);
    }

    @Test
    @DisplayName("an expiry counts, to ten seconds (ASVS 9.2.1)")
    void anExpiryCountsToTenSeconds() {
        assertThat(status(tokens.with("ivanova", "operator", claims -> claims.expirationTime(Tokens.in(-5))))).isEqualTo(200);
        assertThat(status(tokens.with("ivanova", "operator", claims -> claims.expirationTime(Tokens.in(-14))))).isEqualTo(401);
        assertThat(status(tokens.with("ivanova", "operator", claims -> claims.notBeforeTime(Tokens.in(5))))).isEqualTo(200);
        assertThat(status(tokens.with("ivanova", "operator", claims -> claims.notBeforeTime(Tokens.in(30))))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256", "PS512"})
    @DisplayName("another algorithm of the same key is refused (ASVS 9.1.2)")
    void refusesAnotherAlgorithm(String algorithm) {
        assertThat(status(tokens.headed("ivanova", "operator", JWSAlgorithm.parse(algorithm), header -> { }))).isEqualTo(401);
    }

    @Test
    @DisplayName("a key that the token brings along or points to is not looked at (ASVS 9.1.3)")
    void looksAtNoKeyOfTheTokens() {
        List<Consumer<JWSHeader.Builder>> tricks = List.of(
            header -> header.jwk(tokens.foreignKey()),
            header -> header.jwk(tokens.foreignKey()).keyID(null),
            header -> header.jwkURL(URI.create(stub.url() + "/foreign/jwks")),
            header -> header.x509CertURL(URI.create(stub.url() + "/foreign/cert")),
            header -> header.keyID("../../foreign/jwks"),
            header -> header.keyID("known' or '1'='1"),
            header -> header.keyID("k".repeat(2000)),
            header -> header.keyID(""));

        tricks.forEach(trick -> assertThat(status(tokens.foreign("ivanova", "operator", JWSAlgorithm.RS256, trick))).isEqualTo(401));

        assertThat(stub.received()).allMatch(call -> call.path().equals(JWKS));
    }

    @Test
    @DisplayName("invented key ids don't have the issuer asked again and again (API4:2023)")
    void asksTheIssuerSeldom() {
        for (int i = 0; i < 20; i++) {
            String kid = "invented-" + i;
            assertThat(status(tokens.foreign("ivanova", "operator", JWSAlgorithm.RS256, header -> header.keyID(kid)))).isEqualTo(401);
        }

        assertThat(stub.received(JWKS)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    @DisplayName("the keys that were read last count while the issuer is away")
    void theKnownKeysCountWhileTheIssuerIsAway() {
        assertThat(status(tokens.of("ivanova", "operator"))).isEqualTo(200);
        stub.on(JWKS, request -> Answer.error(503, "away"));

        assertThat(status(tokens.foreign("ivanova", "operator", JWSAlgorithm.RS256, header -> header.keyID("another")))).isEqualTo(401);
        assertThat(status(tokens.of("ivanova", "operator"))).isEqualTo(200);
    }

    @Test
    @DisplayName("an id token is no access token (ASVS 9.2.2)")
    void refusesATokenOfAnotherType() {
        assertThat(status(tokens.headed("ivanova", "operator", JWSAlgorithm.RS256, header -> header.type(new JOSEObjectType("at+jwt"))))).isEqualTo(200);
        for (String type : new String[] {"id+jwt", "logout+jwt", "dpop+jwt", "JOSE"}) {
            assertThat(status(tokens.headed("ivanova", "operator", JWSAlgorithm.RS256, header -> header.type(new JOSEObjectType(type))))).as(type).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("a scope in an odd shape is no scope (ASVS 8.2.1)")
    void anOddScopeIsNone() {
        for (Object odd : new Object[] {7, true, Map.of("operator", true), List.of(7, "operator"), List.of(List.of("operator")), List.of("courier operator"), "OPERATOR", "operator,courier",
            "operator\tcourier", "SCOPE_operator", ""}) {
            assertThat(status(tokens.with("ivanova", null, claims -> claims.claim("scope", odd)))).as("%s", odd).isEqualTo(403);
        }
        assertThat(status(tokens.with("ivanova", null, claims -> claims.claim("scp", "operator")))).as("another claim").isEqualTo(403);
        assertThat(status(tokens.with("ivanova", "courier", claims -> claims.claim("scp", "operator")))).as("two of them").isEqualTo(403);
        assertThat(status(tokens.with("ivanova", null, claims -> claims.claim("scope", List.of("courier", "operator"))))).as("as a list").isEqualTo(200);
    }

    @Test
    @DisplayName("a subject that does not fit into a line is none")
    void refusesASubjectThatDoesNotFitIntoALine() {
        for (String subject : new String[] {"ivanova\nINFO forged", "ivanova\u0000", "\u2028ivanova", "i".repeat(256), ""}) {
            assertThat(status(tokens.of(subject, "operator"))).isEqualTo(401);
        }
        assertThat(status(tokens.of("auth0|Иванова А.", "operator"))).isEqualTo(200);
    }

    @Test
    @DisplayName("a token is taken from the header Authorization only")
    void takesATokenFromTheHeaderOnly() {
        String token = tokens.of("ivanova", "operator");

        assertThat(Caller.of(port, null).get(TASKS + "?access_token=" + token).status()).isEqualTo(401);
        assertThat(Caller.of(port, null).with("Cookie", "access_token=" + token).get(TASKS).status()).isEqualTo(401);
        assertThat(Caller.of(port, null).with("Authorization", "Basic " + token).get(TASKS).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("a huge token is refused, not worked on (API4:2023)")
    void refusesAHugeToken() throws Exception {
        String token = tokens.with("ivanova", "operator", claims -> claims.claim("more", "m".repeat(100_000)));

        HttpResponse<String> answer = HttpClient.newHttpClient().send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + TASKS)).header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isIn(400, 401, 431);
    }

    @Test
    @DisplayName("rubbish is refused with a challenge")
    void refusesRubbish() {
        String token = tokens.of("ivanova", "operator");
        String[] parts = token.split("\\.");
        for (String rubbish : new String[] {"nonsense", "a.b.c", "..", parts[0] + "." + parts[1] + ".", parts[0] + "." + parts[1], token + "." + parts[2], parts[0] + "." + parts[1] + "." + "A".repeat(86),
            token.substring(0, token.length() - 2)}) {
            Reply reply = Caller.of(port, rubbish).get(TASKS);

            assertThat(reply.status()).as(rubbish).isEqualTo(401);
            assertThat(reply.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        }
        String[] elliptic = tokens.elliptic("ivanova", "operator").split("\\.");
        assertThat(status(elliptic[0] + "." + elliptic[1] + ".AAAA")).as("a signature of another length").isEqualTo(401);
    }

    private int status(String token) {
        return Caller.of(port, token).get(TASKS).status();
    }
}
