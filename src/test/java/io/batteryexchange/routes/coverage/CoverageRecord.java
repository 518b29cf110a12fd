package io.batteryexchange.routes.coverage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Which steps ran.
 *
 * @param classes the test classes that were through by then, by their full names
 * @param steps   the runs by the step's id
 */
record CoverageRecord(Set<String> classes, Map<String, Long> steps) {

    static final Path FILE = Path.of("target", "route-coverage.json");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static CoverageRecord read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), CoverageRecord.class);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writeValue(file.toFile(), this);
    }
}
