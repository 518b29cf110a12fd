package io.batteryexchange.system;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What happens to the nodes and the database, and when: drawn from the seed before anything starts. */
final class ChaosPlan {

    /** What is done to the bundle. */
    enum Kind {
        /** SIGKILL of a node, and a new start. */
        KILL,
        /** SIGSTOP of a node for longer than a lease, then SIGCONT. */
        FREEZE,
        /** {@code pg_terminate_backend} of half of the connections. */
        TERMINATE,
        /** An immediate shutdown of the database, and a new start. */
        RESTART
    }

    /**
     * @param afterMs since the stroke before
     * @param node    where it is done to a node
     * @param forMs   where it lasts
     */
    record Stroke(Kind kind, int afterMs, int node, int forMs) {
    }

    private static final int SHORTEST_PAUSE_MS = 4_000;
    private static final int LONGEST_PAUSE_MS = 11_000;
    private static final int LONGEST_FREEZE_OVER_LEASE_MS = 3_000;

    private final List<Stroke> strokes = new ArrayList<>();

    /** @param leaseMs that of the workers */
    ChaosPlan(long seed, int nodes, int leaseMs, int howMany) {
        Random random = new Random(seed);
        List<Kind> bag = shuffled(List.of(Kind.values()), random); // each once, so that a short run has seen all
        while (strokes.size() < howMany) {
            for (Kind kind : bag) {
                if (strokes.size() == howMany) {
                    return;
                }
                strokes.add(new Stroke(kind, SHORTEST_PAUSE_MS + random.nextInt(LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS), random.nextInt(nodes),
                    leaseMs + 1000 + random.nextInt(LONGEST_FREEZE_OVER_LEASE_MS - 1000)));
            }
            bag = shuffled(List.of(Kind.KILL, Kind.KILL, Kind.KILL, Kind.KILL, Kind.KILL, Kind.FREEZE, Kind.FREEZE, Kind.FREEZE, Kind.TERMINATE,
                Kind.TERMINATE, Kind.RESTART), random);
        }
    }

    /** In order; a run that is over earlier has not seen the last ones. */
    List<Stroke> strokes() {
        return Collections.unmodifiableList(strokes);
    }

    private static List<Kind> shuffled(List<Kind> kinds, Random random) {
        List<Kind> bag = new ArrayList<>(kinds);
        Collections.shuffle(bag, random);
        return bag;
    }
}
