package io.batteryexchange.cabinet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.support.AnyJson;
import io.batteryexchange.support.BookingDocument;
import io.batteryexchange.upstream.UpstreamAnswerUnusable;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever scooter-accumulator answers is read whole, or refused as unusable. */
class BookingPropertiesTest {

    @Property
    void aBookingIsReadOrUnusable(@ForAll("bookings") JsonNode document) {
        Booking booking;
        try {
            booking = Booking.read(document);
        } catch (UpstreamAnswerUnusable unusable) {
            return;
        }
        assertThat(booking.total()).isPositive();
        assertThat(booking.allCells()).allSatisfy(cell -> assertThat(cell.id()).isNotEmpty());
        for (Leg leg : Leg.values()) {
            assertThat(booking.left(leg)).isBetween(0, booking.total());
            assertThat(booking.nextCell(leg)).satisfies(next -> next.ifPresent(cell -> assertThat(cell.broken() || cell.done()).isFalse()));
        }
        assertThat(booking.notClosedCell().isPresent() || !booking.doorInDoubt()).isTrue();
    }

    @Provide
    Arbitrary<JsonNode> bookings() {
        return Arbitraries.oneOf(AnyJson.spoilt(BookingDocument.ofOne().json()), AnyJson.documents());
    }
}
