package io.batteryexchange.sandbox.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.TestSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FateTest {

    @Test
    void strikesOnceInAsManyOccasionsAsTheShareSays() {
        Fate fate = new Fate(TestSettings.with("chance.cell-timeout", "0.05", "chance.rented", "1"));

        assertThat(struck(fate, Behaviour.CELL_TIMEOUT, 400)).hasSize(20);
        assertThat(struck(fate, Behaviour.RENTED, 10)).hasSize(10);
        assertThat(struck(fate, Behaviour.RETAGGED, 400)).as("a behaviour with no share").isEmpty();
    }

    @Test
    void decidesTheSameForTheSameSeedWhateverElseWasDrawn() {
        Fate one = new Fate(TestSettings.with("seed", "5", "chance.cell-timeout", "0.1"));
        Fate other = new Fate(TestSettings.with("seed", "5", "chance.cell-timeout", "0.1", "chance.rented", "0.3"));
        struck(other, Behaviour.RENTED, 50);

        assertThat(struck(one, Behaviour.CELL_TIMEOUT, 200)).isEqualTo(struck(other, Behaviour.CELL_TIMEOUT, 200));
    }

    @Test
    void tellsOfBehavioursThatNeverHappened() {
        Fate fate = new Fate(TestSettings.with());
        fate.happened(Behaviour.OFFER_EXPIRES_409);

        assertThat(fate.counts()).containsEntry("offer-expires-409", 1L).containsEntry("rented", 0L).hasSize(Behaviour.values().length);
    }

    @Test
    void refusesAShareOfNothingKnown() {
        assertThatThrownBy(() -> TestSettings.with("chance.brokn-door", "0.5")).hasMessageContaining("sandbox.chance");
    }

    private static List<Integer> struck(Fate fate, Behaviour behaviour, int occasions) {
        List<Integer> struck = new ArrayList<>();
        for (int i = 0; i < occasions; i++) {
            if (fate.strikes(behaviour)) {
                struck.add(i);
            }
        }
        return struck;
    }
}
