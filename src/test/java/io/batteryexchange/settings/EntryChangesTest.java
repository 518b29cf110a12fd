package io.batteryexchange.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryChangesTest {

    @Test
    void namesWhatCameWentAndChanged() {
        assertThat(between("a=1 b=1 c=1", "a=1 b=2 d=1 e=1")).isEqualTo("new d, e; gone c; changed b");
    }

    @Test
    void saysThatTheOrderChangedBecauseTheFirstRuleDecides() {
        assertThat(between("a=1 b=1", "b=1 a=1")).isEqualTo("their order changed");
    }

    @Test
    void doesNotTakeAnInsertedOrARemovedEntryForAnotherOrder() {
        assertThat(between("a=1 b=1 c=1", "a=1 x=1 c=1")).isEqualTo("new x; gone b");
    }

    @Test
    void saysThatNothingChangedWhenOnlyACommentDid() {
        assertThat(between("a=1", "a=1")).isEqualTo("none changed");
    }

    @Test
    void staysALineWhenHundredsChange() {
        String many = IntStream.range(100, 300).mapToObj(i -> "s" + i + "=1").collect(Collectors.joining(" "));

        assertThat(between("a=1", "a=1 " + many)).isEqualTo("new s100, s101, s102, s103, s104, s105, s106, s107, s108, s109 and 190 more");
    }

    private static String between(String before, String after) {
        return EntryChanges.between(entries(before), entries(after));
    }

    private static Map<String, String> entries(String text) {
        Map<String, String> entries = new LinkedHashMap<>();
        Arrays.stream(text.split(" ")).forEach(entry -> entries.put(entry.split("=")[0], entry.split("=")[1]));
        return entries;
    }
}
