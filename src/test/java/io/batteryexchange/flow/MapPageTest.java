package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Browser;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map as an operator gets it: what is drawn, what is listed, and that both say the same. */
class MapPageTest extends FlowTest {

    private static final String HOSTILE = "\"><script>alert(1)</script>";

    @Test
    void drawsAndListsWhatIsThere() {
        String task = rows.performedTask("to_scooter", "pickuped", "a");
        String person = rows.task("attention", "car_id", "scooter-2", "tag_id", "tag-2", "attention", "nobody found it", "attention_from", "waiting", "lat", 55.735, "lon", 37.589,
            "battery_percent", 45, "car_number", "A 45");
        rows.stock("c-7", "grocery:123", 2);

        Browser.Page page = page("en");

        assertThat(page.text()).as("else a browser guesses how to show it").startsWith("<!doctype html>");
        assertThat(page.status()).isEqualTo(200);
        assertThat(signs(page)).containsExactly("#sign-store-unknown", "#sign-store-few", "#sign-store-unknown", "#sign-below_60", "#sign-attention", "#sign-below_20", "#sign-courier");
        assertThat(page.html().select("#city-picture a").eachAttr("href")).contains("/operations/tasks/" + task, "/operations/tasks/" + person, "/operations/tasks?store_id=grocery:123");
        assertThat(page.html().select("#city-picture a > title").eachText()).contains("A 45: 45 %, needs a person", "N-scooter-1: 17 %, courier on the way to the scooter",
            "courier-5: courier on the way to the scooter", "Store grocery:123: 2 accumulators");
        assertThat(page.html().select("#city-list li").eachText()).contains("courier-5, scooter N-scooter-1 courier on the way to the scooter",
            "Store grocery:123 2 accumulators cabinet c-7: 2, just now", "Store grocery:125 not asked yet");
        assertThat(page.html().select("#city-list li").eachText()).anyMatch(line -> line.startsWith("A 45 45 %, needs a person") && line.endsWith("! nobody found it"));
        assertThat(page.html().selectFirst("#city-list p").text()).isEqualTo("Open tasks on the map: 2. Couriers: 1. Served within the hour: 0");
    }

    @Test
    void everyMarkOfThePictureIsInTheList() {
        rows.performedTask("at_scooter", "delivery_arrived", "a");
        rows.task("done", "car_id", "scooter-2", "tag_id", "tag-2", "outcome", "swapped", "lat", 55.735, "lon", 37.589, "created_at", now(), "finished_at", now(), "due_at", null);

        Browser.Page page = page("ru");

        List<String> drawn = page.html().select("#city-picture a").eachAttr("href").stream().distinct().sorted().toList();
        assertThat(page.html().select("#city-list li a").eachAttr("href").stream().distinct().sorted().toList()).isEqualTo(drawn);
        assertThat(page.html().select("#city-picture a:not(:has(title))")).isEmpty();
        assertThat(page.html().select("#city-list a[href]:not([id])")).as("htmx gives the focus back by id").isEmpty();
        assertThat(page.html().select("#city-list a").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void everySignIsDefinedAndInTheLegend() {
        Browser.Page page = page("en");

        for (Element sign : page.html().select("use")) {
            assertThat(page.html().selectFirst(sign.attr("href"))).as(sign.attr("href")).isNotNull();
        }
        assertThat(page.html().select(".city-legend li").eachText()).containsExactly("below 20 %", "20–39 %", "40–59 %", "60 % and more", "not known yet", "three and more", "one or two", "none",
            "unknown, not asked yet", "courier, pointing where he goes", "way from the cabinet to the scooter", "needs a person", "served, back on the street");
    }

    @Test
    void anEmptyCityIsStillAMap() {
        Browser.Page page = page("en");

        assertThat(page.html().select("#city-picture svg")).hasSize(1);
        assertThat(page.html().select("#city-list .dim").eachText()).contains("No scooter has an open task", "nobody", "None within the last hour");
        assertThat(signs(page)).hasSize(208).containsOnly("#sign-store-unknown");
    }

    @Test
    void textsOfOthersAreTextsAndNothingElse() {
        rows.performed(rows.taskWithClaim("attention", "attention", HOSTILE, "attention_from", "at_scooter", "car_number", HOSTILE));
        rows.update("claims set performer_id = :hostile", Map.of("hostile", HOSTILE));

        Browser.Page page = page("en");

        assertThat(page.html().select("script:not([src]), main script")).isEmpty();
        assertThat(page.html().select("#city-list li").text()).contains(HOSTILE);
        assertThat(page.html().select("#city-picture title").text()).contains(HOSTILE);
        assertThat(page.html().select("[style], [onload], [onerror]")).isEmpty();
    }

    @Test
    void saysSoWhenThereIsMoreThanTheMapHolds() {
        rows.manyTasks(1001);
        rows.task("new", "car_id", "nowhere", "tag_id", "t-nowhere");

        Browser.Page page = page("en");

        assertThat(page.html().select("#city-list p").eachText()).contains("The most urgent are shown. There is no room for 1 more scooter", "1 more open task has no position yet");
        assertThat(page.html().select("#city-picture use[href=#sign-unknown]")).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en"})
    void noTextIsMissing(String language) {
        int i = 0;
        for (String state : List.of("new", "planning", "booked", "claim_created", "approved", "performer_found", "at_cabinet", "to_scooter", "at_scooter", "to_return", "at_return", "waiting",
            "parked", "attention")) {
            rows.performed(rows.taskWithClaimOf("claim-" + ++i, state, "car_id", "s-" + i, "tag_id", "t-" + i));
        }
        rows.update("tasks t set performer_id = 'c'", Map.of());
        rows.update("claims set performer_id = 'c'", Map.of());
        rows.manualMode("all");

        Browser.Page page = page(language);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().text()).doesNotContain("??");
    }

    @Test
    void theLivePartsAreTheParts() {
        rows.bookedTask("booked");

        for (String part : List.of("picture", "list")) {
            Element shown = page("ru").html().selectFirst("#city-" + part);
            Browser.Page fresh = browser("ru").get(shown.attr("hx-get"));
            assertThat(fresh.html().selectFirst("#city-" + part).html()).as(part).isEqualTo(shown.html());
            assertThat(fresh.html().select("nav, h1")).isEmpty();
        }
    }

    private List<String> signs(Browser.Page page) {
        return page.html().select("#city-picture use").eachAttr("href");
    }

    private String now() {
        return rows.value("now()::text").toString();
    }

    private Browser.Page page(String language) {
        return browser(language).get("/operations/map");
    }

    private Browser browser(String language) {
        return new Browser(port).with("Authorization", "Bearer " + tokens.of("ivanova", "operator")).with("Accept-Language", language);
    }
}
