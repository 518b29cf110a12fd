package io.batteryexchange.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void findsEverySeriesAndLabelAndNothingElse() {
        PromQl read = PromQl.read("""
            histogram_quantile(0.95, sum by (le, stage) (rate(stage_bucket{instance=~".+",stage!="a,b"}[1h])))
              > 6 * 3600 and on (job) count(up) or vector(0) unless plain offset 5m""");

        assertThat(read.selectors()).extracting(PromQl.Selector::metric).containsExactly("stage_bucket", "up", "plain");
        assertThat(read.selectors().get(0).matchers()).containsExactly(new PromQl.LabelMatcher("instance", "=~", ".+"), new PromQl.LabelMatcher("stage", "!=", "a,b"));
        assertThat(read.grouping()).containsExactly("job", "le", "stage");
    }

    @Test
    void aLabelThatIsMadeIsNotAskedFor() {
        PromQl read = PromQl.read("sum by (partner, node) (label_replace(rate(calls{routeId=~\"(a|b)-.+\"}[1m]), \"partner\", \"$1\", \"routeId\", \"(a|b)-.+\"))");

        assertThat(read.selectors()).extracting(PromQl.Selector::metric).containsExactly("calls");
        assertThat(read.grouping()).containsExactly("node");
    }

    @Test
    void aSelectorTellsItsSeriesFromOthers() {
        PromQl.Selector selector = PromQl.read("open{job=\"x\",state!~\"parked|attention\",kind=\"a\"}").selectors().get(0);

        assertThat(selector.selects("open", Map.of("state", "new", "kind", "a"), Set.of("job"))).isTrue();
        assertThat(selector.selects("open", Map.of("state", "parked", "kind", "a"), Set.of("job"))).isFalse();
        assertThat(selector.selects("open", Map.of("state", "new", "kind", "b"), Set.of("job"))).isFalse();
        assertThat(selector.selects("open", Map.of("kind", "a"), Set.of("job"))).as("a label that is not there").isFalse();
        assertThat(selector.selects("opened", Map.of("state", "new", "kind", "a"), Set.of("job"))).isFalse();
    }
}
