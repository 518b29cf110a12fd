package io.batteryexchange.cabinet;

import static io.batteryexchange.support.BookingDocument.ofOne;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.TestExchange;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class TakenAccumulatorsTest {

    private final TakenAccumulators taken = new TakenAccumulators();

    @Test
    void nothingIsLeftToPickUpAfterTheSliderWasLetThrough() {
        Booking booking = marked(true);

        assertThat(booking.left(Leg.PICKUP)).isZero();
        assertThat(booking.nextCell(Leg.PICKUP)).isEmpty();
    }

    @Test
    void whatComesBackIsLeftAsItIs() {
        Booking booking = marked(true);

        assertThat(booking.left(Leg.RETURN)).isEqualTo(1);
        assertThat(booking.nextCell(Leg.RETURN)).hasValueSatisfying(cell -> assertThat(cell.id()).isEqualTo("c-7/9"));
    }

    @Test
    void believesTheBookingUntilThen() {
        assertThat(marked(false).left(Leg.PICKUP)).isEqualTo(1);
        assertThat(marked(null).left(Leg.PICKUP)).isEqualTo(1);
    }

    private Booking marked(Boolean allTaken) {
        Exchange exchange = TestExchange.with("answer", ofOne().json(), "all_taken", allTaken);
        taken.mark(exchange);
        return Booking.read(exchange.getVariable("answer", JsonNode.class));
    }
}
