package io.batteryexchange.sandbox.city;

import io.batteryexchange.sandbox.Behaviour;
import io.batteryexchange.sandbox.SandboxSettings;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Decides when the unusual happens, and counts it. Each behaviour has its own seeded dice: with share 0.05 exactly one of
 * every 20 occasions is struck, at a random place among them, so that a share also says how many occasions it takes.
 */
public final class Fate {

    private static final class Dice {
        private final Random random;
        private double occasions;
        private long struck;
        private double next;
        private long happened;

        Dice(long seed) {
            random = new Random(seed);
            next = random.nextDouble();
        }

        boolean roll(double share) {
            occasions += share;
            if (share <= 0 || occasions < next) {
                return false;
            }
            next = ++struck + random.nextDouble();
            return true;
        }
    }

    private final SandboxSettings settings;
    private final Map<Behaviour, Dice> dice = new EnumMap<>(Behaviour.class);

    public Fate(SandboxSettings settings) {
        this.settings = settings;
        for (Behaviour behaviour : Behaviour.values()) {
            dice.put(behaviour, new Dice(settings.seed() * 1_000_003 + behaviour.name().hashCode()));
        }
    }

    /** An occasion: does it happen now? If so it is counted. */
    public synchronized boolean strikes(Behaviour behaviour) {
        boolean struck = draws(behaviour);
        if (struck) {
            happened(behaviour);
        }
        return struck;
    }

    /** An occasion: is it to happen? Whoever lets it happen counts it. */
    public synchronized boolean draws(Behaviour behaviour) {
        return dice.get(behaviour).roll(settings.chance(behaviour));
    }

    public synchronized void happened(Behaviour behaviour) {
        dice.get(behaviour).happened++;
    }

    /** How often each has happened, those too that never did. */
    public synchronized Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        dice.forEach((behaviour, die) -> counts.put(behaviour.title(), die.happened));
        return counts;
    }
}
