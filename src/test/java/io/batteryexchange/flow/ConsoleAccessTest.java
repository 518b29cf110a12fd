package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Browser;
import io.batteryexchange.flow.support.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every page of the console, found as it is served, so that a new one is closed as well; and every kind of caller who may not see it. */
@DisplayName("Access to the console (OWASP API2, API5:2023; ASVS 5.0 3.5.1, 8.2.1, 8.3.1, 9.1.1-9.2.3)")
class ConsoleAccessTest extends FlowTest {

    /** Open to everybody: where one is sent to sign in. */
    private static final Set<String> OPEN = Set.of("GET /operations/sign-in");

    @Autowired
    private List<RequestMappingInfoHandlerMapping> mappings;

    @Test
    @DisplayName("a page that is open to a caller without a good token")
    void everyPageIsClosedWithoutAGoodToken() {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("expired", tokens.expired("ivanova", "operator"));
        bad.put("not valid yet", tokens.with("ivanova", "operator", claims -> claims.notBeforeTime(Tokens.in(60))));
        bad.put("without exp", tokens.with("ivanova", "operator", claims -> claims.expirationTime(null)));
        bad.put("wrong key", tokens.forged("ivanova", "operator"));
        bad.put("alg none", tokens.unsigned("ivanova", "operator"));
        bad.put("HS256 with the public key", tokens.signedWithThePublicKey("ivanova", "operator"));
        bad.put("no sub", tokens.of(null, "operator"));
        bad.put("wrong audience", tokens.with("ivanova", "operator", claims -> claims.audience("another-service")));
        bad.put("wrong issuer", tokens.with("ivanova", "operator", claims -> claims.issuer("https://another.test")));
        for (String page : closed()) {
            bad.forEach((kind, token) -> {
                Browser.Page answer = call(new Browser(port).with("Authorization", "Bearer " + token), page);
                assertThat(answer.status()).as(page + " " + kind).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).as(page + " " + kind).isPresent();
                Browser.Page byCookie = call(withCookie(token), page);
                assertThat(byCookie.status()).as(page + " by cookie, " + kind).isIn(302, 401, 403);
            });
        }
        changedNothing();
    }

    @Test
    @DisplayName("a page that is open to a caller without the scope")
    void everyPageIsClosedWithoutTheScope() {
        for (String page : closed()) {
            for (String scope : new String[] {null, "courier cargo-orders", "operators", "OPERATOR"}) {
                Browser.Page answer = call(new Browser(port).with("Authorization", "Bearer " + tokens.of("ivanova", scope)), page);
                assertThat(answer.status()).as(page + " " + scope).isEqualTo(403);
                assertThat(call(withCookie(tokens.of("ivanova", scope)), page).status()).as(page + " by cookie, " + scope).isEqualTo(403);
            }
        }
        changedNothing();
    }

    @Test
    @DisplayName("a page that is open to a caller without any token")
    void everyPageIsClosedWithoutAToken() {
        for (String page : closed()) {
            Browser.Page answer = call(new Browser(port), page);
            if (page.startsWith("GET")) {
                assertThat(answer.status()).as(page).isEqualTo(302);
                assertThat(answer.location()).as(page).contains("/operations/sign-in/issuer?to=");
            } else {
                assertThat(answer.status()).as(page).isEqualTo(403); // no form of ours
            }
        }
        changedNothing();
    }

    @Test
    @DisplayName("a form that another site can send (CSRF)")
    void everyChangeWantsAFormOfOurs() {
        for (String page : closed()) {
            if (!page.startsWith("GET")) {
                assertThat(call(withCookie(tokens.of("ivanova", "operator")), page).status()).as(page).isEqualTo(403);
            }
        }
        changedNothing();
    }

    @Test
    @DisplayName("a page that changes something when it is looked at")
    void noPageChangesAnythingByBeingRead() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        String before = rows.everythingOf(task);
        for (String page : closed()) {
            if (page.startsWith("GET")) {
                call(new Browser(port).with("Authorization", "Bearer " + tokens.of("ivanova", "operator")), page.replace("{taskId}", task));
            }
        }
        assertThat(rows.everythingOf(task)).isEqualTo(before);
        assertThat(changes()).isEmpty();
    }

    /** Method and path of every page. */
    private Set<String> closed() {
        Set<String> pages = mappings.stream().flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
            .flatMap(info -> info.getPatternValues().stream().filter(path -> path.startsWith("/operations"))
                .flatMap(path -> info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)))
            .collect(Collectors.toCollection(TreeSet::new));
        assertThat(pages).hasSizeGreaterThan(8).containsAll(OPEN);
        pages.removeAll(OPEN);
        return pages;
    }

    private Browser withCookie(String token) {
        Browser browser = new Browser(port);
        browser.cookies().put("__Secure-operations", token);
        return browser;
    }

    private static Browser.Page call(Browser browser, String page) {
        String[] line = page.split(" ");
        String path = line[1].replace("{taskId}", "01990000-0000-7000-8000-000000000000").replace("{key}", "park").replaceAll("\\{[^}]+}", "any");
        return line[0].equals("GET") ? browser.get(path) : browser.post(path, Map.of("reason", "because", "confirmed", "true", "scope", "all", "on", "true"));
    }

    private void changedNothing() {
        assertThat(rows.count("tasks")).isZero();
        assertThat(rows.count("manual_mode")).isZero();
        assertThat(stub.received()).allMatch(call -> call.path().equals("/oauth2/jwks"));
    }
}
