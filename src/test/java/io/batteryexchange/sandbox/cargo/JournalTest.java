package io.batteryexchange.sandbox.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.SandboxSettings;
import io.batteryexchange.sandbox.TestSettings;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.CityBuilder;
import io.batteryexchange.sandbox.city.CityClock;
import io.batteryexchange.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JournalTest {

    private final SandboxSettings settings = TestSettings.with();
    private final City city = CityBuilder.found(settings, new CityClock(1));
    private final Journal journal = new Journal();
    private final Claims claims = new Claims(city, settings, journal);

    @Test
    void losesNothingBetweenPages() {
        Claim claim = claims.create("r", asked(), false);
        List.of("estimating", "ready_for_approval", "accepted").forEach(status -> claims.move(claim, status));

        Journal.Page first = journal.page(JournalCursor.START, 3);
        Journal.Page second = journal.page(journal.position(first.cursor()).orElseThrow(), 3);

        assertThat(Stream.concat(first.events().stream(), second.events().stream()).map(e -> e.get("new_status").textValue()))
                .containsExactly("new", "estimating", "ready_for_approval", "accepted");
    }

    @Test
    void numbersOperationsWithoutGapsAndRevisionsUpwards() {
        Claim claim = claims.create("r", asked(), false);
        List.of("estimating", "ready_for_approval", "accepted").forEach(status -> claims.move(claim, status));

        assertThat(journal.page(JournalCursor.START, 10).events()).extracting(e -> e.get("operation_id").longValue()).containsExactly(501L, 502L, 503L, 504L);
        assertThat(journal.page(JournalCursor.START, 10).events()).extracting(e -> e.get("revision").longValue()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void givesTheSameCursorWhileNothingNewCame() {
        claims.create("r", asked(), false);
        String cursor = journal.page(JournalCursor.START, 10).cursor();

        assertThat(journal.page(journal.position(cursor).orElseThrow(), 10).cursor()).isEqualTo(cursor);
    }

    @Test
    void findsOutACursorThatIsNotItsOwn() {
        assertThat(journal.position("42")).isEmpty();
        assertThat(journal.position(journal.page(JournalCursor.START, 1).cursor() + "x")).isEmpty();
    }

    @Test
    void tellsTheResolutionOnlyAtTheEnd() {
        Claim claim = claims.create("r", asked(), false);
        claims.move(claim, "delivered");
        claims.move(claim, ClaimStatus.DELIVERED_FINISH);

        List<ObjectNode> events = journal.page(new JournalCursor(1, new TreeMap<>()), 10).events();
        assertThat(events.get(0).has("resolution")).isFalse();
        assertThat(events.get(1).get("resolution").textValue()).isEqualTo("success");
    }

    @Test
    void tellsALateEventSomePagesLaterAndNeverBeforeAnEarlierOneOfItsClaim() {
        for (long seed = 0; seed < 50; seed++) {
            Journal late = new Journal();
            Claims some = new Claims(city, settings, late);
            List<Claim> made = List.of(some.create("a" + seed, asked(), false), some.create("b" + seed, asked(), false));
            made.forEach(claim -> List.of("estimating", "ready_for_approval", "accepted", "performer_lookup").forEach(s -> some.move(claim, s)));
            SplittableRandom dice = new SplittableRandom(seed);

            List<ObjectNode> told = new ArrayList<>();
            JournalCursor at = JournalCursor.START;
            Journal.Page page = late.page(at, 4, Optional.of(dice), false);
            while (!page.cursor().equals(late.page(late.position(page.cursor()).orElseThrow(), 4).cursor())) {
                told.addAll(page.events());
                page = late.page(late.position(page.cursor()).orElseThrow(), 4);
            }
            told.addAll(page.events());

            assertThat(told).as("seed %d", seed).hasSize(10).doesNotHaveDuplicates();
            made.forEach(claim -> assertThat(told.stream().filter(e -> e.get("claim_id").textValue().equals(claim.id())).map(e -> e.get("revision").longValue()))
                    .isSorted());
        }
    }

    @Test
    void changesThePlacesOfClaimsButNotTheOrderWithinOne() {
        Claim first = claims.create("1", asked(), false);
        Claim second = claims.create("2", asked(), false);
        claims.move(first, "estimating");

        List<ObjectNode> told = journal.page(JournalCursor.START, 10, Optional.empty(), true).events();

        assertThat(told).extracting(e -> e.get("operation_id").longValue()).containsExactly(502L, 501L, 503L);
        assertThat(told.get(0).get("claim_id").textValue()).isEqualTo(second.id());
    }

    private static ObjectNode asked() {
        return Json.object("items", List.of(), "route_points", Json.array(Stream.of(point(1, "source"), point(2, "destination"))));
    }

    private static ObjectNode point(int number, String type) {
        return Json.object("point_id", number, "visit_order", number, "type", type,
                "address", Json.object("coordinates", List.of(37.6, 55.7)));
    }
}
