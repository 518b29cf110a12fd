package io.batteryexchange.routes.coverage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which steps ran. The tests run in more than one JVM, each of which writes a record of its own.
 *
 * @param build   the Maven run that they belong to
 * @param classes the test classes that were through by then, by their full names
 * @param steps   the runs by the step's id
 */
record CoverageRecord(String build, Set<String> classes, Map<String, Long> steps) {

    static final Path FOLDER = Path.of("target", "route-coverage");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What all JVMs of a build ran; nothing, where none wrote a record. Those of earlier builds are passed over. */
    static CoverageRecord of(String build, Path folder) throws IOException {
        CoverageRecord all = new CoverageRecord(build, new TreeSet<>(), new TreeMap<>());
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (Stream<Path> list = Files.list(folder)) {
                files = list.toList();
            }
            for (Path file : files) {
                CoverageRecord one = JSON.readValue(file.toFile(), CoverageRecord.class);
                if (one.build().equals(build)) {
                    all.classes().addAll(one.classes());
                    one.steps().forEach((step, runs) -> all.steps().merge(step, runs, Long::sum));
                }
            }
        }
        return all;
    }

    /** @param jvm which of the build's JVMs it is */
    void write(Path folder, String jvm) throws IOException {
        JSON.writeValue(Files.createDirectories(folder).resolve(jvm + ".json").toFile(), this);
    }
}
