package io.batteryexchange.sandbox.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.sandbox.TestSettings;
import io.batteryexchange.sandbox.city.Agenda;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.CityBuilder;
import io.batteryexchange.sandbox.city.CityClock;
import io.batteryexchange.sandbox.city.Scooter;
import org.junit.jupiter.api.Test;

class StreetLifeTest {

    @Test
    void chargesAScooterTheMomentItsTaskBegins() {
        Fleet fleet = fleet("chance.charged-by-hand");
        Scooter scooter = low(fleet);

        fleet.setTag(scooter, Tag.PROCESSING, 0);

        assertThat(fleet.hasLowTag(scooter.id())).isFalse();
        assertThat(scooter.accumulator().percent()).isEqualTo(100);
        assertThat(fleet.tag(scooter.id(), Tag.PROCESSING)).isPresent();
    }

    @Test
    void setsTheLowTagAnewWithAnotherId() {
        Fleet fleet = fleet("chance.retagged");
        Scooter scooter = low(fleet);
        String before = fleet.tag(scooter.id(), "battery_low_20").orElseThrow().tagId();

        fleet.setTag(scooter, Tag.PROCESSING, 0);

        assertThat(fleet.tag(scooter.id(), "battery_low_20").orElseThrow().tagId()).isNotEqualTo(before);
    }

    @Test
    void putsARiderOnTheScooter() {
        Fleet fleet = fleet("chance.rented");
        Scooter scooter = low(fleet);

        fleet.setTag(scooter, Tag.PROCESSING, 0);

        assertThat(fleet.tag(scooter.id(), "old_state_riding")).hasValueSatisfying(tag -> assertThat(tag.priority()).isZero());
        assertThat(fleet.hasLowTag(scooter.id())).isTrue();
    }

    private static Scooter low(Fleet fleet) {
        Scooter scooter = fleet.city().scooters().values().iterator().next();
        scooter.accumulator().charge(10);
        fleet.setTag(scooter, "battery_low_20", 80);
        return scooter;
    }

    private static Fleet fleet(String always) {
        CityClock clock = new CityClock(1);
        City city = CityBuilder.found(TestSettings.with(always, "1"), clock);
        Fleet fleet = new Fleet(city);
        fleet.listen(new StreetLife(fleet, new Agenda(clock), "old_state_riding"));
        return fleet;
    }
}
