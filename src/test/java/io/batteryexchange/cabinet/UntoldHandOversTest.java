package io.batteryexchange.cabinet;

import static io.batteryexchange.support.BookingDocument.ofOne;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.support.BookingDocument;
import io.batteryexchange.support.TestExchange;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class UntoldHandOversTest {

    private final UntoldHandOvers untold = new UntoldHandOvers();

    @Test
    void whatWasIssuedByHandIsNotLeft() {
        Booking booking = read(ofOne().json(), "acc-55", null);

        assertThat(booking.left(Leg.PICKUP)).isZero();
        assertThat(booking.left(Leg.RETURN)).isEqualTo(1);
    }

    @Test
    void whatWasTakenInByHandIsNotLeft() {
        Booking booking = read(ofOne().json(), null, "acc-old");

        assertThat(booking.left(Leg.RETURN)).isZero();
        assertThat(booking.left(Leg.PICKUP)).isEqualTo(1);
    }

    @Test
    void countsWhatBothKnowOnce() {
        JsonNode document = add(twoCells().issuedByHand("acc-55").json(), "acc-55", null);

        assertThat(document.path("issued_by_hand").toString()).isEqualTo("[\"acc-55\"]");
    }

    @Test
    void addsSeveralToWhatIsKnown() {
        JsonNode document = add(ofOne().issuedByHand("acc-1").json(), "acc-2 acc-3 acc-2", null);

        assertThat(document.path("issued_by_hand").toString()).isEqualTo("[\"acc-1\",\"acc-2\",\"acc-3\"]");
    }

    @Test
    void addsToADocumentWithoutTheField() {
        ObjectNode document = ((ObjectNode) ofOne().json()).without(List.of("issued_by_hand", "returned_by_hand"));

        assertThat(add(document, "acc-1", "acc-2").path("returned_by_hand").toString()).isEqualTo("[\"acc-2\"]");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void changesNothingWhereNothingIsUntold(String none) {
        JsonNode before = ofOne().json().deepCopy();

        assertThat(add(ofOne().json(), none, none)).isEqualTo(before);
    }

    @Test
    void leavesAnAnswerAloneThatIsNoDocument() {
        Exchange exchange = TestExchange.with("issued_untold", "acc-1");

        untold.add(exchange);

        assertThat(exchange.getVariable("answer")).isNull();
    }

    private static BookingDocument twoCells() {
        return ofOne().pickupCell("c-7/4", "closed");
    }

    private Booking read(JsonNode document, String issued, String returned) {
        return Booking.read(add(document, issued, returned));
    }

    private JsonNode add(JsonNode document, String issued, String returned) {
        Exchange exchange = TestExchange.with("answer", document, "issued_untold", issued, "returned_untold", returned);
        untold.add(exchange);
        return exchange.getVariable("answer", JsonNode.class);
    }
}
