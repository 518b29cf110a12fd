package io.batteryexchange.settings;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration file that is read again when its content changes (contracts, deployment): its newest content counts, unless it is refused; then the last
 * good one stays. Contents are compared, not times, so a file replaced by renaming or by switching a symbolic link is seen too.
 *
 * @param <E> what an entry of the file is
 */
public final class WatchedFile<E> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

    /** Why the newest content is refused, in one sentence, and since when the newest content is not the one in use. */
    public record Problem(String sentence, Instant since) {
    }

    /** @param unreadable why there is no content, else null */
    private record Look(String content, String unreadable) {
    }

    private final YamlFile file;
    private final String noun;
    private final Function<String, Map<String, E>> reader;
    private volatile Map<String, E> entries;
    private volatile Problem problem;
    private Look decided;
    private Look pending;

    /**
     * Reads the file for the first time.
     *
     * @param noun   what the entries are called in the log
     * @param reader makes the file's content its entries by name; immutable, since every thread reads them
     * @throws SettingRefused the first content is bad
     */
    WatchedFile(YamlFile file, String noun, Function<String, Map<String, E>> reader) {
        this.file = file;
        this.noun = noun;
        this.reader = reader;
        this.decided = new Look(file.content(), null);
        this.entries = reader.apply(decided.content());
    }

    /** The entries of the last good content, in the file's order. Ask once for what has to fit together: the next call may give those of a newer content. */
    public Map<String, E> entries() {
        return entries;
    }

    /** Why the newest content is not in use. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** The file's path as it was set. */
    public String path() {
        return file.path().toString();
    }

    /** Looks once at the file. Another content counts when two looks in a row find it: a look may fall into the middle of a write. */
    synchronized void look() {
        Look now = now();
        if (now.equals(decided)) {
            pending = null;
        } else if (now.equals(pending)) {
            pending = null;
            decided = now;
            decide(now);
        } else {
            pending = now;
        }
    }

    private Look now() {
        try {
            return new Look(file.content(), null);
        } catch (SettingRefused e) {
            return new Look(null, e.getMessage());
        }
    }

    private void decide(Look look) {
        try {
            if (look.unreadable() != null) {
                throw new SettingRefused(look.unreadable());
            }
            Map<String, E> before = entries;
            entries = reader.apply(look.content());
            problem = null;
            LOG.info("File {} was read again ({}: {}): {}", path(), noun, entries.size(), EntryChanges.between(before, entries));
        } catch (RuntimeException e) { // not only SettingRefused: whatever a check trips over must not end the watching
            String sentence = e instanceof SettingRefused ? e.getMessage() : "File " + path() + " can't be used: " + e;
            problem = new Problem(sentence, problem == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : problem.since());
            LOG.error("{} The last good content stays in use ({}: {}).", sentence, noun, entries.size());
        }
    }
}
