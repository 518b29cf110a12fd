package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.flow.support.ClaimDocument;
import io.batteryexchange.flow.support.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators read: the task list and a task. */
class OperatorReadingTest extends FlowTest {

    private static final String TASKS = "/operator/v1/tasks";

    @Test
    void listsTheNewestFirstPageByPage() {
        for (int i = 1; i <= 5; i++) {
            task(i, "2026-01-05T10:0" + i + ":00.123456Z");
        }

        assertThat(pages(2)).containsExactly(List.of("s-5", "s-4"), List.of("s-3", "s-2"), List.of("s-1"));
        assertThat(pages(5)).as("no cursor after the last").hasSize(1);
    }

    @Test
    void losesNoTaskOfTheSameMomentBetweenPages() {
        for (int i = 1; i <= 5; i++) {
            task(i, "2026-01-05T10:00:00.123456Z");
        }

        List<String> all = new ArrayList<>();
        pages(2).forEach(all::addAll);

        assertThat(all).containsExactlyInAnyOrder("s-1", "s-2", "s-3", "s-4", "s-5");
    }

    @Test
    void givesFiftyUnlessToldOtherwise() {
        for (int i = 1; i <= 51; i++) {
            task(i, "2026-01-05T10:00:00Z");
        }

        assertThat(list("").body().path("tasks")).hasSize(50);
        assertThat(list("?limit=200").body().path("tasks")).hasSize(51);
        assertThat(list("?limit=1").body().path("tasks")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=-1", "limit=ten", "limit=1.5", "limit=", "cursor=x", "cursor=OTk5OTk5OTk5OS8tLS0t", "attention=perhaps",
        "state=a%20b"})
    void refusesByNameWhatItCanNotUse(String parameter) {
        Reply reply = list("?" + parameter);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("bad_request");
        assertThat(reply.message()).contains(parameter.replaceFirst("=.*", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "state=to_scooter, s-1", "state=done, ''", "store_id=grocery:123, s-1", "car_id=s-2, s-2", "cargo_ref_id=claim-1, s-1", "cargo_ref_id=claim-9, ''",
        "performer_id=courier-5, s-1", "attention=true, s-2", "attention=false, s-1", "state=new&attention=true, s-2", "state=new&car_id=s-1, ''"})
    void filters(String filter, String found) {
        String first = rows.taskWithClaim("to_scooter", "car_id", "s-1", "tag_id", "t-1");
        rows.performed(first);
        rows.task("new", "car_id", "s-2", "tag_id", "t-2", "attention", "somebody must look");

        assertThat(cars(list("?" + filter))).containsExactly(found.isEmpty() ? new String[0] : new String[] {found});
    }

    @Test
    void theListHasNoTimelines() {
        task(1, "2026-01-05T10:00:00Z");

        JsonNode task = list("").body().path("tasks").path(0);

        assertThat(task.has("timeline")).isFalse();
        assertThat(task.has("attention")).as("null is a statement here").isTrue();
    }

    @Test
    void showsATaskWithWhatAppliesAndNothingElse() {
        String id = rows.performedTask("at_cabinet", "pickup_arrived", "");

        JsonNode task = operator().get(TASKS + "/" + id).body();

        assertThat(fields(task)).containsExactly("attempt", "attention", "battery_percent", "book_id", "cabinet_id", "car_id", "car_number", "cargo_ref_id", "claim_status",
            "created_at", "location", "performer_id", "priority", "state", "store_id", "tag_id", "task_id", "timeline", "updated_at");
        assertThat(task.path("attention").isNull()).isTrue();
        assertThat(task.path("claim_status").asText()).isEqualTo("pickup_arrived");
        assertThat(task.path("location")).hasToString("{\"lat\":55.7345,\"lon\":37.588}");
        assertThat(task.path("timeline").isArray()).isTrue();
        assertThat(java.time.OffsetDateTime.parse(task.path("created_at").asText())).isEqualTo("2026-01-05T10:00:00Z");
    }

    @Test
    void showsTheTimelineOldestFirst() {
        fleet.scooter("scooter-1", "battery_low/tag-1");
        String id = rows.taskWithClaim("claim_created");
        happens(ClaimDocument.of("claim-1", id).status("ready_for_approval", 3));
        happens(ClaimDocument.of("claim-1", id).status("performer_found", 6).performer("courier-5"));

        JsonNode timeline = operator().get(TASKS + "/" + id).body().path("timeline");

        assertThat(timeline).extracting(entry -> entry.path("kind").asText() + " " + entry.path("name").asText() + " " + entry.path("outcome").asText()).containsExactly(
            "claim_event ready_for_approval ok", "upstream_call cargo claims/accept ok", "claim_event performer_found ok",
            "upstream_call scooter-accumulator cabinet/booking/set_contractor ok", "upstream_call scooter-backend servicing/start ok");
        assertThat(timeline).extracting(entry -> entry.path("at").asText()).isSorted();
        assertThat(timeline.path(0).path("detail")).hasToString("{\"claim_id\":\"claim-1\",\"revision\":3,\"operation_id\":501}");
        JsonNode call = timeline.path(3).path("detail");
        assertThat(call.path("status").asInt()).isEqualTo(200);
        assertThat(call.path("attempt").asInt()).isEqualTo(1);
        assertThat(call.path("book_id").asText()).isEqualTo("book-1");
        assertThat(call.path("contractor_id").asText()).isEqualTo("courier-5");
    }

    @Test
    void thereIsNoSuchTask() {
        Reply reply = operator().get(TASKS + "/0199d1f0-0000-7000-8000-000000000000");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("task_not_found");
    }

    private void task(int number, String createdAt) {
        rows.task("waiting", "car_id", "s-" + number, "tag_id", "t-" + number, "created_at", createdAt);
    }

    private Reply list(String query) {
        return operator().get(TASKS + query);
    }

    private static List<String> cars(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().path("tasks").findValuesAsText("car_id");
    }

    private List<List<String>> pages(int limit) {
        List<List<String>> pages = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = list("?limit=" + limit + cursor);
            pages.add(cars(page));
            cursor = page.body().has("cursor") ? "&cursor=" + page.body().get("cursor").asText() : null;
        } while (cursor != null && pages.size() < 10);
        return pages;
    }

    private static List<String> fields(JsonNode document) {
        List<String> names = new ArrayList<>();
        document.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        return names;
    }
}
