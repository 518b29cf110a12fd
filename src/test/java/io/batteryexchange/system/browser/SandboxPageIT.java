package io.batteryexchange.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sandbox's page. */
@ExtendWith(InBrowser.class)
class SandboxPageIT {

    @Test
    void cityNotDrawn(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().open(city.sandbox("/"));

        JsonNode seen = city.seen("city");
        assertThat(visit.find("#map [data-scooter]")).hasCount(seen.path("scooters").size());
        assertThat(visit.find("#map [data-courier]")).hasCount(seen.path("couriers").size());
        assertThat(visit.find("#map [data-cabinet]")).hasCount(seen.path("stores").findValues("cabinets").stream().mapToInt(JsonNode::size).sum());
        assertThat(visit.find("#counts dd").first()).hasText(Integer.toString(seen.path("scooters").size()));
        visit.keep("city");
        visit.assertAccessible("the sandbox's page");
        visit.find("#language").selectOption("en");
        assertThat(visit.find("h1")).hasText("A city in a box");
        visit.find("#faults-cargo").click();
        visit.assertAccessible("the sandbox's page in English");
    }

    @Test
    void ledgerNotShown(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().open(city.sandbox("/"));
        assertThat(visit.find("#rules li")).hasCount(10);
        assertThat(visit.find("#ledger-count")).hasAttribute("data-count", Integer.toString(city.seen("ledger").path("count").asInt()));

        visit.find("#audit").click();

        assertThat(visit.find("#verdict [data-verdict], #verdict[data-verdict]")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(40_000));
        visit.keep("audit");
    }

    @Test
    void speedNotSet(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().open(city.sandbox("/"));
        try {
            visit.find("#speed-presets [data-speed='10']").click();
            assertThat(visit.find("#speed-presets [data-speed='10']")).hasAttribute("aria-pressed", "true");
            assertThat(city.seen("summary").path("speed").asDouble()).isEqualTo(10);
            visit.find("#speed").fill("42");
            visit.find("#speed").press("Enter");
            assertThat(visit.find("#time")).containsText("42");
            assertThat(city.seen("summary").path("speed").asDouble()).isEqualTo(42);
        } finally {
            city.usualSpeed();
        }
    }

    @Test
    void faultSwitchWithoutEffect(BrowserCity city, Visitors visitors) {
        Visit visit = visitors.desktop().open(city.sandbox("/"));
        visit.find("#faults-telegram").click();
        visit.find("#fault-telegram-latency").check();
        try {
            assertThat(visit.find("#on-telegram")).hasText(Pattern.compile(".*1"));
            await().untilAsserted(() -> assertThat(rules(city)).containsExactly("telegram LATENCY"));
            visit.keep("on");
        } finally {
            visit.find("#faults-off").click();
            assertThat(visit.find("#fault-telegram-latency")).not().isChecked();
        }
        await().untilAsserted(() -> assertThat(rules(city)).isEmpty());
    }

    @Test
    void widerThanAPhone(BrowserCity city, Visitors visitors) {
        for (String path : List.of("/", "/phone", "/login")) {
            Visit visit = visitors.phone(360, 780).open(city.sandbox(path));
            assertThat(visit.find("h1").first()).isVisible();
            visit.keep("phone" + path.replace('/', '-'));
            visit.assertNotWiderThanTheWindow("the sandbox's page " + path);
            visit.assertAccessible("the sandbox's page " + path + " on a phone");
        }
    }

    private static List<String> rules(BrowserCity city) {
        return StreamSupport.stream(city.seen("faults").path("rules").spliterator(), false)
            .filter(rule -> rule.path("active").asBoolean()).map(rule -> rule.path("upstream").asText() + " " + rule.path("fault").asText()).toList();
    }
}
