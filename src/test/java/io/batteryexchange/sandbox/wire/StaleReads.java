package io.batteryexchange.sandbox.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the reads of one upstream showed before the last write; a lagging replica shows it still. Under the city's lock. */
final class StaleReads {

    /** How long after a write a read may still show the state before it. */
    static final Duration BOUND = Duration.ofSeconds(2);

    private record Before(Instant writtenAt, Answer answer) {
    }

    private final Upstream upstream;
    private final Map<String, Before> before = new HashMap<>();

    StaleReads(Upstream upstream) {
        this.upstream = upstream;
    }

    /** What the reads of the write's subjects show now: to be called before a changing call does its work. */
    Map<String, Answer> now(WireRequest write) {
        Map<String, Answer> shown = new HashMap<>();
        for (Call read : upstream.calls().values()) {
            String id = read.subject() == null ? null : write.text(read.subject());
            if (id != null) {
                try {
                    shown.put(key(read, id), read.handle(new WireRequest(read, Map.of(read.subject(), id), null, "", null)));
                } catch (Refusal refused) {
                    before.remove(key(read, id)); // the write names nothing that could be read
                }
            }
        }
        return shown;
    }

    void written(Map<String, Answer> shownBefore) {
        Instant now = Instant.now();
        shownBefore.forEach((key, answer) -> before.put(key, new Before(now, answer)));
    }

    Optional<Answer> find(WireRequest read) {
        if (read.call().subject() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(before.get(key(read.call(), read.query(read.call().subject()))))
                .filter(b -> b.writtenAt().plus(BOUND).isAfter(Instant.now())).map(Before::answer);
    }

    private static String key(Call read, String id) {
        return read.name() + " " + id;
    }
}
