package io.batteryexchange.sandbox.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.batteryexchange.sandbox.SandboxApplication;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.support.TestSecrets;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A person signs in as the operator: authorization code with PKCE, as the console's browser goes through it. */
class OperatorSignInTest {

    private static final String CONSOLE = "http://127.0.0.1:18080/operations/login/code";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789";

    private static ConfigurableApplicationContext sandbox;
    private static String url;

    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        sandbox = SandboxApplication.start("--sandbox.port=" + port, "--sandbox.watch.period=0s", "--sandbox.scooters=5");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void oneClickEndsInATokenOfTheOperator() throws Exception {
        HttpResponse<String> asked = authorize(CONSOLE, true);
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(location(asked)).endsWith("/login");
        HttpResponse<String> page = get(location(asked));
        assertThat(page.body()).contains("Войти оператором").contains("Sign in as the operator");

        String code = code(click());
        JsonNode token = Json.MAPPER.readTree(token(code, VERIFIER, TestSecrets.CONSOLE_SECRET).body());

        assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
        SignedJWT jwt = SignedJWT.parse(token.path("access_token").asText());
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        JWKSet keys = JWKSet.parse(get(url + "/oauth2/jwks").body());
        assertThat(jwt.verify(new RSASSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey()))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("operator-1");
        assertThat(jwt.getJWTClaimsSet().getClaim("scope")).isEqualTo("operator");
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("battery-exchange");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(url);
        assertThat(token.path("expires_in").asInt()).isBetween(290, 300);
    }

    @Test
    void whoIsSignedInIsNotAskedAgain() throws Exception {
        authorize(CONSOLE, true);
        click();

        assertThat(code(authorize(CONSOLE, true))).isNotBlank();
    }

    @Test
    void aWrongVerifierGetsNoToken() throws Exception {
        authorize(CONSOLE, true);
        String code = code(click());

        HttpResponse<String> refused = token(code, VERIFIER + "x", TestSecrets.CONSOLE_SECRET);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_grant").doesNotContain("access_token");
    }

    @Test
    void aWrongSecretGetsNoToken() throws Exception {
        authorize(CONSOLE, true);

        assertThat(token(code(click()), VERIFIER, "secret").statusCode()).isEqualTo(401);
    }

    @Test
    void withoutProofKeyThereIsNoCode() throws Exception {
        assertThat(location(authorize(CONSOLE, false))).startsWith(CONSOLE).contains("error=invalid_request").doesNotContain("code=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example/operations/login/code", "http://127.0.0.1:18080/operations/login/other",
        "http://127.0.0.2:18080/operations/login/code", "http://10.0.0.1:18080/operations/login/code", "https://127.0.0.1:18080/operations/login/code"})
    void aForeignRedirectUriIsRefused(String redirect) throws Exception {
        HttpResponse<String> refused = authorize(redirect, true);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void theSessionDoesNotCollideWithTheOneOfTheConsole() throws Exception {
        assertThat(authorize(CONSOLE, true).headers().allValues("Set-Cookie")).isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).startsWith("sandbox-session="));
    }

    private HttpResponse<String> authorize(String redirect, boolean proof) throws Exception {
        String challenge = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        return get(url + "/oauth2/authorize?response_type=code&client_id=operations-console&scope=operator&state=s-1&redirect_uri=" + encoded(redirect)
                + (proof ? "&code_challenge_method=S256&code_challenge=" + challenge : ""));
    }

    /** Presses the button; follows to what was asked for, and stops there. */
    private HttpResponse<String> click() throws Exception {
        HttpResponse<String> signedIn = browser.send(HttpRequest.newBuilder(URI.create(url + "/login"))
                .POST(HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(signedIn.statusCode()).isEqualTo(302);
        return get(location(signedIn));
    }

    private HttpResponse<String> get(String address) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> token(String code, String verifier, String secret) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(("operations-console:" + secret).getBytes(StandardCharsets.US_ASCII)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=authorization_code&code=" + encoded(code) + "&redirect_uri=" + encoded(CONSOLE)
                        + "&code_verifier=" + verifier)).build(), BodyHandlers.ofString());
    }

    private static String code(HttpResponse<String> redirected) {
        Matcher matcher = Pattern.compile("\\Q" + CONSOLE + "\\E\\?code=([^&]+)&state=s-1").matcher(location(redirected));
        assertThat(matcher.matches()).as(location(redirected)).isTrue();
        return matcher.group(1);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
