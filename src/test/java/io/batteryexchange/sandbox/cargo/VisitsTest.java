package io.batteryexchange.sandbox.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.SandboxSettings;
import io.batteryexchange.sandbox.TestSettings;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.CityBuilder;
import io.batteryexchange.sandbox.city.CityClock;
import io.batteryexchange.sandbox.wire.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VisitsTest {

    private final SandboxSettings settings = TestSettings.with();
    private final CityClock clock = new CityClock(1);
    private final City city = CityBuilder.found(settings, clock);
    private final Journal journal = new Journal();
    private final Claims claims = new Claims(city, settings, journal);
    private final Agenda agenda = new Agenda(clock);
    private final Visits visits = new Visits(claims, city, agenda);
    private final Misfortunes misfortunes = new Misfortunes(claims, new Dispatch(claims, city, agenda, settings), visits, city, agenda);

    @Test
    void sendsTheGoodsBackWhenTheScooterWasNotServedThoughTheRestOfTheRouteWas() {
        Claim claim = pickedUp();
        visits.arrived(claim, b(claim));
        assertThat(misfortunes.happen(claim, Behaviour.SCOOTER_NOT_SERVED)).isTrue();
        assertThat(claim.status()).isEqualTo("pickuped");
        assertThat(claim.currentPointId()).isEqualTo(c(claim).id());

        visits.arrived(claim, c(claim));
        visits.closed(claim, c(claim));

        assertThat(claim.status()).isEqualTo("returning");
        assertThat(b(claim).visitStatus()).isEqualTo("skipped");
        assertThat(visits.arrived(claim, claim.returnPoint())).isTrue();
        assertThat(visits.closed(claim, claim.returnPoint())).isTrue();
        assertThat(claim.status()).isEqualTo("returned");
    }

    @Test
    void tellsOfASkippedPointByNoStatusWhileTheCourierIsStillOnHisWay() {
        Claim claim = pickedUp();
        int events = journal.events().size();

        assertThat(misfortunes.happen(claim, Behaviour.SCOOTER_NOT_SERVED)).isTrue();

        assertThat(journal.events()).hasSize(events);
        assertThat(claim.currentPointId()).isEqualTo(c(claim).id());
    }

    @Test
    void cannotGiveUpAScooterThatWasServed() {
        Claim claim = pickedUp();
        visits.arrived(claim, b(claim));
        visits.closed(claim, b(claim));

        assertThat(misfortunes.happen(claim, Behaviour.SCOOTER_NOT_SERVED)).isFalse();
        assertThat(b(claim).visitStatus()).isEqualTo("visited");
    }

    @Test
    void cannotCancelForMoneyWhatIsStillFree() {
        Claim claim = claims.create("r", asked(), false);
        claims.move(claim, "performer_found");

        assertThat(misfortunes.happen(claim, Behaviour.CANCELLED_WITH_PAYMENT)).isFalse();
        assertThat(misfortunes.happen(claim, Behaviour.CANCELLED)).isTrue();
        assertThat(claim.status()).isEqualTo("cancelled");
    }

    private Claim pickedUp() {
        Claim claim = claims.create("r", asked(), false);
        claims.move(claim, "performer_found");
        visits.arrived(claim, claim.source());
        visits.closed(claim, claim.source());
        return claim;
    }

    private static ClaimPoint b(Claim claim) {
        return claim.destinations().get(0);
    }

    private static ClaimPoint c(Claim claim) {
        return claim.destinations().get(1);
    }

    private static ObjectNode asked() {
        return Json.object("items", List.of(), "route_points", Json.array(Stream.of(point(1, "source"), point(2, "destination"), point(3, "destination"))));
    }

    private static ObjectNode point(int number, String type) {
        return Json.object("point_id", number, "visit_order", number, "type", type, "address", Json.object("coordinates", List.of(37.6, 55.7)));
    }
}
