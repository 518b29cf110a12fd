package io.batteryexchange.claim;

import static io.batteryexchange.claim.ClaimAnswer.A;
import static io.batteryexchange.claim.ClaimAnswer.APPENDED;
import static io.batteryexchange.claim.ClaimAnswer.B;
import static io.batteryexchange.claim.ClaimAnswer.C;
import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {

    @Test
    void aClaimOfAnotherTaskIsNone() {
        assertThat(Claim.read(ClaimAnswer.in("new").json(), "task-1").b().id()).isEqualTo(B);
        assertThatThrownBy(() -> Claim.read(ClaimAnswer.in("new").json(), "task-2")).isInstanceOf(UpstreamAnswerUnusable.class);
    }

    @Test
    void takesPointIdsAbove2To31AsTheyAre() {
        Claim claim = Claim.read(ClaimAnswer.in("performer_found").json(), null);

        assertThat(claim).isEqualTo(new Claim("0f00000000000000000000000000abcd", "performer_found", 1, 7,
            new Claim.Point(A, false, false), new Claim.Point(B, false, false), new Claim.Point(C, false, false), ClaimAnswer.APPENDED, null));
    }

    @Test
    void findsPointsByTypeAndOrderIdAndNotByPosition() {
        Claim claim = Claim.read(ClaimAnswer.in("pickuped").visit(A, "visited").pointsTurnedRound().json(), null);

        assertThat(claim.a()).isEqualTo(new Claim.Point(A, true, true));
        assertThat(claim.b()).isEqualTo(new Claim.Point(B, false, false));
        assertThat(claim.c()).isEqualTo(new Claim.Point(C, false, false));
    }

    @Test
    void takesTheAppendedReturnPointForNoneOfOurs() {
        Claim claim = Claim.read(ClaimAnswer.in("pickuped").visit(APPENDED, "visited").externalOrder(APPENDED, "task-1/C").json(), null);

        assertThat(claim.c()).isEqualTo(new Claim.Point(C, false, false));
        assertThat(claim.a()).isEqualTo(new Claim.Point(A, false, false));
    }

    @Test
    void readsAClaimWithoutAnAppendedPoint() {
        assertThat(Claim.read(ClaimAnswer.in("new").withoutPoint(APPENDED).json(), null).c().id()).isEqualTo(C);
    }

    @ParameterizedTest
    @CsvSource({"pending, false, false", "arrived, false, false", "visited, true, true", "partial_delivery, true, true", "skipped, true, false",
        "something_new, false, false", "'', false, false"})
    void knowsWhichPointsTheCourierIsThroughWithAndWhereSomethingWasHandedOver(String visitStatus, boolean closed, boolean served) {
        assertThat(Claim.read(ClaimAnswer.in("pickuped").visit(B, visitStatus).json(), null).b()).isEqualTo(new Claim.Point(B, closed, served));
    }

    @Test
    void readsThePerformerOnlyWhereAnInHouseCargoTellsIt() {
        JsonNode publicOne = json("{'courier_name': 'K.', 'legal_name': 'IP K.'}");
        JsonNode inHouse = json("{'courier_name': 'K.', 'performer_id': 'courier-5'}");
        JsonNode nothing = json("{'performer_id': null}");
        JsonNode blank = json("{'performer_id': ' '}");

        assertThat(Claim.read(ClaimAnswer.in("performer_found").with("performer_info", publicOne).json(), null).performerId()).isNull();
        assertThat(Claim.read(ClaimAnswer.in("performer_found").with("performer_info", inHouse).json(), null).performerId()).isEqualTo("courier-5");
        assertThat(Claim.read(ClaimAnswer.in("performer_found").with("performer_info", nothing).json(), null).performerId()).isNull();
        assertThat(Claim.read(ClaimAnswer.in("performer_found").with("performer_info", blank).json(), null).performerId()).isNull();
    }

    @Test
    void readsVersionsAndRevisionsAsInt64() {
        Claim claim = Claim.read(ClaimAnswer.in("new").with("version", json("3000000000")).with("revision", json("4000000000")).json(), null);

        assertThat(claim.version()).isEqualTo(3_000_000_000L);
        assertThat(claim.revision()).isEqualTo(4_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "status", "route_points"})
    void refusesAClaimWithoutWhatASwapNeeds(String field) {
        assertUnusable(ClaimAnswer.in("new").without(field));
    }

    @ParameterizedTest
    @ValueSource(longs = {A, B, C})
    void refusesAClaimWithoutOneOfItsPoints(long point) {
        assertUnusable(ClaimAnswer.in("new").withoutPoint(point));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "'17000000000001'", "1.5", "99999999999999999999"})
    void refusesAPointIdThatIsNoInt64(String id) {
        assertUnusable(ClaimAnswer.in("new").renumbered(B, json(id)));
    }

    private static void assertUnusable(ClaimAnswer answer) {
        assertThatThrownBy(() -> Claim.read(answer.json(), null)).isInstanceOf(UpstreamAnswerUnusable.class).hasMessageStartingWith("cargo answered unusably: ");
    }
}
