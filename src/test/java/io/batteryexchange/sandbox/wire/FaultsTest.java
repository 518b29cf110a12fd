package io.batteryexchange.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final FaultRule LOST = new FaultRule("*", "*", Fault.LOST_ANSWER, 0.3, 0, 0, 0, 0);
    private static final FaultRule SLOW = new FaultRule("cargo", "*", Fault.SLOW, 0.5, 0, 0, 0, 0);

    @Test
    void theSameSeedStrikesTheSameCallsWhateverElseGoesOn() {
        Faults quiet = faults(5, LOST);
        Faults busy = faults(5, LOST);
        List<Boolean> alone = new ArrayList<>();
        List<Boolean> amongOthers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            alone.add(struck(quiet, "claims/accept"));
            struck(busy, "claims/info");
            amongOthers.add(struck(busy, "claims/accept"));
        }

        assertThat(amongOthers).isEqualTo(alone).contains(true, false);
    }

    @Test
    void anotherSeedStrikesOtherCalls() {
        Faults one = faults(5, LOST);
        Faults other = faults(6, LOST);
        List<Boolean> ofOne = new ArrayList<>();
        List<Boolean> ofOther = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ofOne.add(struck(one, "claims/accept"));
            ofOther.add(struck(other, "claims/accept"));
        }

        assertThat(ofOther).isNotEqualTo(ofOne);
    }

    @Test
    void strikesAboutAsOftenAsItsShareSays() {
        Faults faults = faults(1, LOST);
        for (int i = 0; i < 10_000; i++) {
            struck(faults, "claims/info");
        }

        assertThat(faults.report().get(0).get("chances").longValue()).isEqualTo(10_000);
        assertThat(faults.report().get(0).get("fired").longValue()).isBetween(2_800L, 3_200L);
    }

    @Test
    void countsNoChanceWhereTheFaultIsImpossible() {
        Faults faults = faults(1, new FaultRule("*", "*", Fault.FORGOTTEN_TOKEN, 1, 0, 0, 0, 0));

        assertThat(faults.strike("cargo", "claims/info", fault -> false)).isEmpty();
        assertThat(faults.report().get(0).get("chances").longValue()).isZero();
    }

    @Test
    void oneCallMeetsOneFaultAtMost() {
        Faults faults = faults(1, LOST, SLOW, new FaultRule("*", "*", Fault.RESET_BEFORE, 0.9, 0, 0, 0, 0));
        for (int i = 0; i < 300; i++) {
            assertThat(faults.strike("cargo", "claims/info", fault -> true)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aRuleThatIsSpentStrikesNoMore() {
        Faults faults = faults(1, new FaultRule("*", "*", Fault.ERROR_AFTER, 1, 0, 0, 0, 2));
        for (int i = 0; i < 5; i++) {
            struck(faults, "claims/info");
        }

        assertThat(faults.report().get(0).get("fired").longValue()).isEqualTo(2);
    }

    @Test
    void remembersRulesThatAreNoLongerInForce() {
        Faults faults = faults(1, LOST);
        struck(faults, "claims/info");
        faults.rules(List.of());

        assertThat(faults.report()).hasSize(1);
        assertThat(faults.report().get(0).get("active").booleanValue()).isFalse();
        assertThat(struck(faults, "claims/info")).isFalse();
    }

    private static boolean struck(Faults faults, String call) {
        return !faults.strike("cargo", call, fault -> true).isEmpty();
    }

    private static Faults faults(long seed, FaultRule... rules) {
        Faults faults = new Faults(seed);
        faults.rules(List.of(rules));
        return faults;
    }
}
