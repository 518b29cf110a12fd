package io.batteryexchange.sandbox.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsFilterTest {

    @Test
    void findsWhatHasTheTagAndLacksTheOther() {
        TagsFilter filter = TagsFilter.parse("battery_low*-recharge_processing").orElseThrow();

        assertThat(filter.matches(Set.of("battery_low", "dirty"))).isTrue();
        assertThat(filter.matches(Set.of("battery_low", "recharge_processing"))).isFalse();
        assertThat(filter.matches(Set.of("dirty"))).isFalse();
    }

    @Test
    void doesNotTakeATierForThePlainTag() {
        assertThat(TagsFilter.parse("battery_low").orElseThrow().matches(Set.of("battery_low_20"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a**b", "--a", "a b", "a*-"})
    void refusesWhatIsNoFilter(String text) {
        assertThat(TagsFilter.parse(text)).isEmpty();
    }
}
