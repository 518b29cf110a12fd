package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Browser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the console as an operator gets them, with a bearer token. */
class ConsolePagesTest extends FlowTest {

    private Browser browser() {
        return new Browser(port).with("Authorization", "Bearer " + tokens.of("ivanova", "operator")).with("Accept-Language", "en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en"})
    void noPageLacksAText(String language) {
        String task = rows.performedTask("attention", "pickup_arrived", "");
        rows.update("tasks set attention = 'a person is asked', attention_from = 'at_cabinet'", Map.of());
        rows.manualMode("grocery:123");
        for (String page : List.of("", "/tasks", "/tasks/" + task, "/manual-mode", "/sign-in", "/sign-in?failed&out", "/tasks/" + task + "/change/cancel", "/tasks/" + task + "/change/resolve",
            "/tasks/" + task + "/change/issue", "/tasks/" + task + "/change/return", "/tasks/" + task + "/change/park", "/tasks/" + task + "/change/replan", "/tasks/" + task + "?done=cancel", "/tasks?state=nonsense")) {
            Browser.Page shown = browser().with("Accept-Language", language).get("/operations" + page);

            assertThat(shown.html()).as(page + " " + shown.text()).isNotNull();
            assertThat(shown.text()).as(page).doesNotContain("??");
            assertThat(shown.html().selectFirst("html").attr("lang")).isEqualTo(language);
            assertThat(shown.text("h1")).as(page).isNotBlank();
        }
    }

    @Test
    void theQueueShowsWhoNeedsAPersonAndWhyOldestFirst() {
        rows.task("attention", "attention", "younger reason", "attention_from", "new", "car_id", "scooter-2", "updated_at", "2026-01-05T11:00:00Z");
        rows.task("attention", "attention", "older reason", "attention_from", "new", "updated_at", "2026-01-05T10:00:00Z");

        Browser.Page page = browser().get("/operations");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("section[aria-labelledby=queue-title] td.reason").eachText()).containsExactly("older reason", "younger reason");
    }

    @Test
    void textsOfOthersAreTextsAndNothingElse() {
        String task = rows.task("attention", "attention", "<img src=x onerror=alert(1)>", "attention_from", "new", "car_number", "\"><script>alert(1)</script>");

        for (String path : List.of("", "/tasks", "/tasks/" + task)) {
            Browser.Page page = browser().get("/operations" + path);

            assertThat(page.html().select("img, script:not([src])")).as(path).isEmpty();
            assertThat(page.html().text()).as(path).contains("<script>alert(1)</script>");
        }
    }

    @Test
    void aFilterThatIsKeptByNobodyWouldMixTasks() {
        rows.task("waiting", "last_error", "no cabinet near");
        rows.task("parked", "car_id", "scooter-2");

        Browser.Page page = browser().get("/operations/tasks?state=waiting&car_id=&store_id=");

        assertThat(page.html().select("tbody tr")).hasSize(1);
        assertThat(page.text("tbody td.reason")).isEqualTo("no cabinet near");
        assertThat(page.html().selectFirst("#state option[selected]").attr("value")).isEqualTo("waiting");
        assertThat(page.html().selectFirst("#live").attr("hx-get")).isEqualTo("/operations/tasks/fragment?state=waiting");
    }

    @Test
    void aTaskPageTellsItsWholeTimeline() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        assertThat(courier("courier-6").post("/taximeter/screens/v1/battery_exchange/open?cargo_ref_id=claim-1").status()).isEqualTo(403);
        operator().post("/operator/v1/tasks/" + task + "/park", io.batteryexchange.flow.support.Documents.object("reason", "a test"));

        Browser.Page page = browser().get("/operations/tasks/" + task);

        assertThat(page.html().select("#timeline li")).hasSize(2);
        assertThat(page.html().select("#timeline li strong").eachText()).containsExactly("open cell", "park");
        assertThat(page.html().select("#timeline li .outcome").eachText()).containsExactly("failed", "failed");
        assertThat(page.text("#timeline")).contains("caller ivanova");
    }

    @ParameterizedTest
    @CsvSource({"replan, waiting", "park, waiting", "cancel, waiting", "resolve, attention"})
    void aChangeWithoutConfirmationChangesNothing(String change, String state) {
        String task = rows.task(state);
        Browser browser = browser();

        Browser.Page refused = browser.submit(browser.get("/operations/tasks/" + task + "/change/" + change), "reason", "because", "replan", "true", "outcome", "abandoned");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("#refusal")).isEqualTo("Please confirm. Nothing was changed.");
        assertThat(refused.html().selectFirst("#reason").val()).isEqualTo("because");
        assertThat(rows.taskRow(task)).containsEntry("state", state);
        assertThat(rows.timeline(task)).isEmpty();
    }

    @Test
    void aChangeIsMadeByTheOperatorsNameWithHisReason() {
        String task = rows.task("waiting");
        Browser browser = browser();

        Browser.Page done = browser.submit(browser.get("/operations/tasks/" + task + "/change/park"), "reason", "roadworks, until monday", "confirmed", "true");

        assertThat(done.status()).isEqualTo(302);
        assertThat(done.location()).endsWith("/operations/tasks/" + task + "?done=park");
        assertThat(rows.taskRow(task)).containsEntry("state", "parked");
        assertThat(rows.lastEntry(task)).contains("park").contains("ivanova").contains("roadworks, until monday");
        assertThat(browser.get("/operations/tasks/" + task + "?done=park").text("#done")).isEqualTo("Parked.");
    }

    @Test
    void whatTheApiRefusesIsToldOnTheForm() {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        Browser browser = browser();

        Browser.Page refused = browser.submit(browser.get("/operations/tasks/" + task + "/change/park"), "reason", "roadworks", "confirmed", "true");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("#refusal")).isEqualTo("This is not possible now (the task is in state at_scooter)");
        assertThat(refused.html().selectFirst("#reason").val()).isEqualTo("roadworks");
    }

    @Test
    void anUnknownTaskIsNotFound() {
        Browser.Page page = browser().get("/operations/tasks/01990000-0000-7000-8000-000000000000");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text("#refusal")).startsWith("There is no such task");
    }

    @Test
    void whatIsNoPageIsToldOnAPage() {
        Browser.Page page = browser().get("/operations/nothing-here");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text("h1")).isEqualTo("404");
        assertThat(page.text("p")).isEqualTo("There is no such address");
    }

    @Test
    void manualModeIsSwitchedOnAndOffWithAReason() {
        Browser browser = browser();

        Browser.Page on = browser.submit(browser.get("/operations/manual-mode"), "scope", "grocery:123", "on", "true", "reason", "cells are stuck", "confirmed", "true");

        assertThat(on.status()).isEqualTo(200);
        assertThat(on.text("#scopes")).contains("grocery:123").contains("cells are stuck").contains("ivanova");
        assertThat(rows.count("manual_mode where scope = 'grocery:123'")).isEqualTo(1);
        assertThat(browser.get("/operations").text("#manual-mode-notice")).contains("Manual mode is on (1 place)");

        Browser.Page off = browser.submit(on, "scope", "grocery:123", "on", "false", "reason", "mended", "confirmed", "true");

        assertThat(off.text("#done")).isEqualTo("Manual mode is off.");
        assertThat(off.text("#manual-off")).isNotNull();
        assertThat(rows.count("manual_mode")).isZero();
    }

    @Test
    void aPageLoadsNothingFromElsewhere() {
        Browser.Page page = browser().get("/operations");

        assertThat(page.headers().allValues("Content-Security-Policy")).containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        assertThat(page.html().select("[style], [onclick], script:not([src])")).isEmpty();
        page.html().select("script[src], link[rel=stylesheet]").forEach(asset -> {
            String path = asset.hasAttr("src") ? asset.attr("src") : asset.attr("href");
            Browser.Page got = new Browser(port).get(path);
            assertThat(got.status()).as(path).isEqualTo(200);
        });
        assertThat(new Browser(port).get("/operations/assets/leaflet/leaflet.js").status()).isEqualTo(200);
        assertThat(new Browser(port).get("/operations/assets/../../application.yaml").status()).isIn(400, 404);
    }

    @Test
    void theFragmentIsThePartOfThePage() {
        String task = rows.task("waiting");
        for (String path : List.of("/operations", "/operations/tasks", "/operations/tasks/" + task)) {
            Browser.Page page = browser().get(path);
            page.html().select("[id^=live]").forEach(live -> {
                Browser.Page part = browser().get(live.attr("hx-get"));
                assertThat(part.html().getElementById(live.id()).text()).as(path).isEqualTo(live.text());
                assertThat(part.html().select("nav[aria-label=Pages]")).isEmpty();
            });
        }
    }
}
