package io.batteryexchange.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The configuration files that are read again while the service runs, within 5 s of a change (contracts, deployment). */
@Component("configFiles")
public class ConfigFiles {

    /** Two looks and what they take fit well into the 5 s. */
    private static final long LOOK_EVERY_MS = 1000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<WatchedFile<?>> files = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread looking = new Thread(work, "config-files");
        looking.setDaemon(true);
        return looking;
    });

    /**
     * Reads a file now and watches it from here on.
     *
     * @param noun   what its entries are called in the log
     * @param reader makes its content the entries by name, immutable; throws {@link SettingRefused} with file, place and reason
     * @throws SettingRefused the file is bad already
     */
    public <E> WatchedFile<E> watch(YamlFile file, String noun, Function<String, Map<String, E>> reader) {
        WatchedFile<E> watched = new WatchedFile<>(file, noun, reader);
        files.add(watched);
        return watched;
    }

    /** Looks once at every file; a change counts at the second look that finds it. */
    public void look() {
        files.forEach(WatchedFile::look);
    }

    /** The files whose newest content is refused, as a JSON array of {@code {"file", "problem", "since"}}. */
    public String problems() throws JsonProcessingException {
        List<Map<String, String>> problems = new ArrayList<>();
        for (WatchedFile<?> file : files) {
            file.problem().ifPresent(problem -> {
                Map<String, String> entry = new LinkedHashMap<>();
                entry.put("file", file.path());
                entry.put("problem", problem.sentence());
                entry.put("since", problem.since().toString());
                problems.add(entry);
            });
        }
        return JSON.writeValueAsString(problems);
    }

    @PostConstruct
    @SuppressWarnings("FutureReturnValueIgnored") // it has no end to wait for, and look() lets nothing out
    void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }
}
