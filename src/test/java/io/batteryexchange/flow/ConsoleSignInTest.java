package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.Browser;
import io.batteryexchange.flow.support.Received;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets to see the console, by browser: OAuth 2.0 authorization code with PKCE (RFC 6749, 7636), then a cookie. */
class ConsoleSignInTest extends FlowTest {

    private Browser browser() {
        return new Browser(port).with("Accept-Language", "en");
    }

    @Test
    void whoeverIsNotSignedInIsSentToTheIssuerAndBackToHisPage() {
        Browser browser = browser();

        Browser.Page sent = browser.get("/operations/tasks?state=waiting");
        assertThat(sent.status()).isEqualTo(302);
        Browser.Page asked = browser.get(path(sent.location()));
        URI issuer = URI.create(asked.location());
        assertThat(issuer.toString()).startsWith("https://issuer.test/oauth2/authorize?");
        Map<String, String> question = query(issuer);
        assertThat(question).containsEntry("client_id", "operations-console").containsEntry("response_type", "code").containsEntry("scope", "operator")
            .containsEntry("redirect_uri", "https://ops.example.test/operations/login/code").containsEntry("code_challenge_method", "S256").containsKeys("state", "code_challenge");

        issuerGives(tokens.of("ivanova", "operator"));
        Browser.Page back = browser.get("/operations/login/code?code=abc&state=" + question.get("state"));

        assertThat(path(back.location())).isEqualTo("/operations/tasks?state=waiting");
        Received exchange = stub.received("/oauth2/token").get(0);
        assertThat(exchange.body().asText()).contains("code=abc").contains("code_verifier=").contains("grant_type=authorization_code");
        Browser.Page page = browser.get("/operations/tasks?state=waiting");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text(".operator")).isEqualTo("ivanova");
    }

    @Test
    void theCookieIsOutOfReach() {
        Browser.Page back = signIn(browser(), tokens.of("ivanova", "operator"));

        assertThat(back.headers().allValues("Set-Cookie")).filteredOn(cookie -> cookie.startsWith("__Secure-operations=")).singleElement().asString()
            .contains("HttpOnly").contains("Secure").contains("SameSite=Lax").contains("Path=/operations").doesNotContain("Domain");
    }

    @Test
    void aCookieOpensNoApi() {
        Browser browser = browser();
        signIn(browser, tokens.of("ivanova", "operator"));

        assertThat(browser.get("/operator/v1/summary").status()).isEqualTo(401);
    }

    @Test
    void aCourierIsNoOperator() {
        Browser browser = browser();
        signIn(browser, tokens.of("courier-5", "courier"));

        Browser.Page page = browser.get("/operations");

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text("p")).isEqualTo("No access");
        assertThat(browser.cookies()).doesNotContainKey("__Secure-operations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "expired", "audience"})
    void aTokenThatTheApiWouldNotTakeSignsNobodyIn(String fault) {
        Browser browser = browser();

        Browser.Page back = signIn(browser, switch (fault) {
            case "forged" -> tokens.forged("ivanova", "operator");
            case "expired" -> tokens.expired("ivanova", "operator");
            default -> tokens.with("ivanova", "operator", claims -> claims.audience("another-service"));
        });

        assertThat(path(back.location())).isEqualTo("/operations/sign-in?failed");
        assertThat(browser.cookies()).doesNotContainKey("__Secure-operations");
        assertThat(browser.get("/operations/sign-in?failed").text("#failed")).startsWith("The sign-in did not work.");
    }

    @Test
    void aTokenThatNoCookieHoldsWouldSendTheBrowserRoundForEver() {
        Browser browser = browser();

        Browser.Page back = signIn(browser, tokens.with("ivanova", "operator", claims -> claims.claim("groups", "g".repeat(4000))));

        assertThat(path(back.location())).isEqualTo("/operations/sign-in?failed");
    }

    @Test
    void anAnswerToAnotherQuestionSignsNobodyIn() {
        Browser browser = browser();
        browser.get("/operations/sign-in/issuer");
        issuerGives(tokens.of("mallory", "operator"));

        Browser.Page back = browser.get("/operations/login/code?code=abc&state=of-somebody-else");

        assertThat(path(back.location())).isEqualTo("/operations/sign-in?failed");
        assertThat(stub.received("/oauth2/token")).isEmpty();
        assertThat(browser.cookies()).doesNotContainKey("__Secure-operations");
    }

    @Test
    void whatWeDidNotSignIsNoQuestionOfOurs() {
        Browser browser = browser();
        String state = query(URI.create(browser.get("/operations/sign-in/issuer").location())).get("state");
        browser.cookies().computeIfPresent("__Secure-operations-sign-in", (name, value) -> value.substring(0, value.lastIndexOf('.') + 1) + "AAAA" + value.substring(value.lastIndexOf('.') + 5));
        issuerGives(tokens.of("mallory", "operator"));

        Browser.Page back = browser.get("/operations/login/code?code=abc&state=" + state);

        assertThat(path(back.location())).isEqualTo("/operations/sign-in?failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.test/", "//evil.test", "/operations/../operator", "/operations\\evil", "/operator/v1/summary", "/operations/sign-in/issuer", "/operations?x=\r\nSet-Cookie:a=b"})
    void nobodyIsSentElsewhereAfterSigningIn(String page) {
        Browser browser = browser();
        Browser.Page asked = browser.get("/operations/sign-in/issuer?to=" + java.net.URLEncoder.encode(page, StandardCharsets.UTF_8));
        if (asked.status() >= 400) {
            return; // refused by the firewall
        }
        issuerGives(tokens.of("ivanova", "operator"));

        Browser.Page back = browser.get("/operations/login/code?code=abc&state=" + query(URI.create(asked.location())).get("state"));

        assertThat(path(back.location())).isEqualTo("/operations");
    }

    @Test
    void anIssuerThatIsDownIsToldOnThePage() {
        Browser browser = browser();
        String state = query(URI.create(browser.get("/operations/sign-in/issuer").location())).get("state");
        stub.on("/oauth2/token", request -> Answer.lost());

        assertThat(path(browser.get("/operations/login/code?code=abc&state=" + state).location())).isEqualTo("/operations/sign-in?failed");
    }

    @Test
    void anotherSitesFormChangesNothing() {
        String task = rows.task("waiting");
        Browser browser = browser();
        signIn(browser, tokens.of("ivanova", "operator"));
        browser.get("/operations/tasks/" + task + "/change/park");

        Browser.Page refused = browser.post("/operations/tasks/" + task + "/change/park", Map.of("reason", "because", "confirmed", "true"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("p")).startsWith("This form is too old");
        assertThat(rows.taskRow(task)).containsEntry("state", "waiting");
    }

    @Test
    void whoIsSignedInMakesChangesByHisForms() {
        String task = rows.task("waiting");
        Browser browser = browser();
        signIn(browser, tokens.of("ivanova", "operator"));

        Browser.Page done = browser.submit(browser.get("/operations/tasks/" + task + "/change/park"), "reason", "because", "confirmed", "true");

        assertThat(done.status()).isEqualTo(302);
        assertThat(rows.taskRow(task)).containsEntry("state", "parked");
        assertThat(rows.lastEntry(task)).contains("ivanova");
    }

    @Test
    void whoSignedOutSeesNothing() {
        Browser browser = browser();
        signIn(browser, tokens.of("ivanova", "operator"));
        Browser.Page page = browser.get("/operations");
        String form = page.html().selectFirst("form[action=/operations/sign-out] input[type=hidden]").attr("value");

        Browser.Page out = browser.post("/operations/sign-out", Map.of("_csrf", form));

        assertThat(path(out.location())).isEqualTo("/operations/sign-in?out");
        assertThat(browser.get("/operations").status()).isEqualTo(302);
    }

    @Test
    void aLivePartOfAPageAsksForTheWholePageWhenTheSessionIsOver() {
        Browser.Page part = browser().with("HX-Request", "true").get("/operations/fragment");

        assertThat(part.status()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Refresh")).contains("true");
    }

    @Test
    void aScriptWithoutAGoodTokenIsNotSentAnywhere() {
        Browser.Page page = browser().with("Authorization", "Bearer " + tokens.forged("ivanova", "operator")).get("/operations");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    private Browser.Page signIn(Browser browser, String token) {
        String state = query(URI.create(browser.get("/operations/sign-in/issuer").location())).get("state");
        issuerGives(token);
        return browser.get("/operations/login/code?code=abc&state=" + state);
    }

    private void issuerGives(String token) {
        stub.on("/oauth2/token", request -> Answer.ok("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":600,\"scope\":\"operator\"}"));
    }

    private static String path(String location) {
        return location.replaceFirst("^https?://[^/]+", "");
    }

    private static Map<String, String> query(URI address) {
        return Arrays.stream(address.getRawQuery().split("&")).map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
