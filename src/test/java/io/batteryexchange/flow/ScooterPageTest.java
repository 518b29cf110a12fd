package io.batteryexchange.flow;

import static io.batteryexchange.flow.support.Documents.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Answer;
import io.batteryexchange.flow.support.BookingDocument;
import io.batteryexchange.flow.support.Browser;
import io.batteryexchange.flow.support.CargoStub;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.FleetStub;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that says why a scooter is not served, and the part of a task's page that shows the courier's screen. */
class ScooterPageTest extends FlowTest {

    private static final String HOSTILE = "\"><script>alert(1)</script>";

    @Test
    void asksForAScooter() {
        Browser.Page page = browser("en").get("/operations/scooters");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("form input[name=query][id=scooter-query]")).hasSize(1);
        assertThat(page.text()).startsWith("<!doctype html>");
        assertThat(page.html().select(".scooter-why")).isEmpty();
        assertThat(stub.received()).isEmpty();
    }

    @Test
    void answersInOneSentenceAndThenTheReasons() {
        String task = rows.task("waiting", "due_at", in("3 minutes"), "last_error", "no cabinet: manual mode", "car_number", "A 45", "rejected", JSON.createArrayNode()
            .add(JSON.createObjectNode().put("cabinet_id", "c-7").put("store_id", "grocery:123").put("why", "0 available"))
            .add(JSON.createObjectNode().put("store_id", "grocery:125").put("why", "manual mode")));
        rows.manualMode("grocery:125");
        fleet.scooter("scooter-1", "battery_low/tag-1");

        Browser.Page page = browser("en").get("/operations/scooters?query=a%2045");

        assertThat(page.text("#scooter-headline")).isEqualTo("Manual mode is on");
        assertThat(page.html().select(".facts > div").eachText()).containsExactly("Id scooter-1", "Number N-scooter-1", "Newest task waiting", "The fleet backend says knows it",
            "Tags battery_low", "Discovery ran well never");
        assertThat(page.html().select(".scooter-reasons li").eachAttr("data-kind")).containsExactly("manual_mode", "no_cabinet");
        assertThat(page.html().select(".scooter-reasons p span").eachText()).containsExactly(
            "Manual mode (grocery:125) was switched on by ivanova 0 minutes ago: \"test\". While it is on, nothing is booked, ordered or opened there",
            "No cabinet fits: \"no cabinet: manual mode\". The next try is in 3 minutes");
        assertThat(page.html().select(".scooter-reasons a").eachAttr("href")).containsExactly("/operations/manual-mode", "/operations/tasks/" + task);
        assertThat(page.html().select(".scooter-rejected tbody tr").eachText()).containsExactly("grocery:123 c-7 0 available", "grocery:125 – manual mode");
        assertThat(page.html().selectFirst("#scooter-query").val()).isEqualTo("a 45");
    }

    @Test
    void textsOfOthersAreTextsAndNothingElse() {
        rows.task("attention", "attention", HOSTILE, "due_at", null, "car_number", HOSTILE);
        fleet.scooter("scooter-1").put("number", HOSTILE).withArray("tags").add(JSON.createObjectNode().put("tag", "<script>alert(2)</script>").put("tag_id", "tag-1"));

        Browser.Page page = browser("ru").get("/operations/scooters?query=scooter-1");

        assertThat(page.html().select("script:not([src]), main script")).isEmpty();
        assertThat(page.html().select(".facts dd").eachText()).contains(HOSTILE, "<script>alert(2)</script>");
        assertThat(page.text(".scooter-reasons")).contains(HOSTILE);
    }

    @Test
    void refusesWhatIsNoScooterAndShowsItAgainAsText() {
        Browser.Page page = browser("en").get("/operations/scooters?query=%3Cscript%3Ealert(1)%3C/script%3E");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text(".scooter-failure")).startsWith("This looks like neither a scooter nor a task");
        assertThat(page.html().selectFirst("#scooter-query").val()).isEqualTo("<script>alert(1)</script>");
        assertThat(page.html().select("main script")).isEmpty();
    }

    @Test
    void theFleetBackendIsDownAndThePageAnswers() {
        rows.performedTask("at_scooter", "delivery_arrived", "a");
        rows.update("pollers set last_ok_at = now()", Map.of());
        stub.on(FleetStub.INFO, request -> Answer.error(500, "oops"));

        Browser.Page page = browser("en").get("/operations/scooters?query=scooter-1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text("#scooter-headline")).isEqualTo("It is being served: a courier is on the way or there");
        assertThat(page.text(".scooter-reasons")).contains("Courier courier-5 is at the scooter", "scooter-backend car/info answered 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en"})
    void noTextIsMissing(String language) {
        rows.performedTask("at_scooter", "delivery_arrived", "a");
        for (String query : new String[] {"", "?query=scooter-1", "?query=nobody"}) {
            assertThat(browser(language).get("/operations/scooters" + query).html().text()).doesNotContain("??");
        }
    }

    // ---- the courier's screen

    @Test
    void rendersTheScreenItemByItem() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        Browser.Page part = browser("en").get("/operations/tasks/" + task + "/screen");

        assertThat(part.status()).isEqualTo(200);
        assertThat(part.html().select(".phone [data-item]").eachAttr("data-item")).containsExactly("title", "received", "left", "next");
        assertThat(part.html().select(".phone [data-item]").eachText()).containsExactly("Collect accumulators Cabinet c-7, Store grocery:123", "Received 0", "Left 1", "Get an accumulator");
        assertThat(part.html().select(".phone button:not([disabled])")).as("a look presses nothing").isEmpty();
        assertThat(part.text("details pre")).contains("\"constructor_items\"");
    }

    @Test
    void rendersTheButtonsAtTheScooter() {
        String task = rows.performedTask("at_scooter", "delivery_arrived", "a");
        cargo.shows(ClaimDocument.of("claim-1", task).status("delivery_arrived", 9).visits("visited", "arrived", "pending"));

        Browser.Page part = browser("en").get("/operations/tasks/" + task + "/screen");

        assertThat(part.html().select(".phone button").eachText()).containsExactly("Open the deck", "The scooter is destroyed");
    }

    @Test
    void tellsTheErrorThatTheCourierSees() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3", "closed", false, true).giveBack("c-7/9"));
        stub.on(CargoStub.INFO, request -> Answer.error(500, "oops"));

        Browser.Page part = browser("en").get("/operations/tasks/" + task + "/screen");

        assertThat(part.html().select("#courier-screen p").first().text()).isEqualTo("Instead of a screen the courier gets an error now: The service is not available for the moment. Try again");
        assertThat(courier().get("/taximeter/screens/v1/battery_exchange/status?cargo_ref_id=claim-1").status()).isEqualTo(503);
    }

    @Test
    void textsOnTheScreenAreTexts() {
        String task = rows.performedTask("at_cabinet", "pickup_arrived", "");
        rows.update("tasks set cabinet_id = :hostile", Map.of("hostile", HOSTILE));
        cabinets.booking(BookingDocument.in("c-7").pickup("c-7/3").giveBack("c-7/9"));

        Browser.Page part = browser("en").get("/operations/tasks/" + task + "/screen");

        assertThat(part.html().select("script")).isEmpty();
        assertThat(part.html().select("[data-item=title]").text()).contains(HOSTILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "performer_found", "to_return"})
    void saysWhyThereIsNoScreen(String state) {
        String task = state.equals("waiting") ? rows.task(state) : state.equals("to_return") ? rows.performedTask(state, "pickuped", "ab") : rows.taskWithClaim(state);

        for (String language : new String[] {"ru", "en"}) {
            Browser.Page part = browser(language).get("/operations/tasks/" + task + "/screen");
            assertThat(part.html().select(".phone")).isEmpty();
            assertThat(part.html().text()).doesNotContain("??");
        }
    }

    @Test
    void thereIsNoSuchTask() {
        assertThat(browser("en").get("/operations/tasks/0199d1f0-0000-7000-8000-000000000000/screen").status()).isEqualTo(404);
    }

    private String in(String interval) {
        return rows.value("(now() + interval '" + interval + "')::text").toString();
    }

    private Browser browser(String language) {
        return new Browser(port).with("Authorization", "Bearer " + tokens.of("ivanova", "operator")).with("Accept-Language", language);
    }
}
