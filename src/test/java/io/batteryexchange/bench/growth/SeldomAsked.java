package io.batteryexchange.bench.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements that a run of swaps hardly meets: what operators look for and don't find, what discovery and reconciliation do in doubt. A statement that reads all of
 * history for them is a second of the database each time.
 */
final class SeldomAsked {

    private record Question(String what, String file, Map<String, String> variables) {
    }

    private static final Map<String, String> NO_FILTER = Map.of("limit", "50");

    private static final List<Question> QUESTIONS = List.of(
        new Question("a list of nothing but a store's tasks", "list-tasks", with(NO_FILTER, "store_id", "grocery:none")),
        new Question("a list of a courier's tasks", "list-tasks", with(NO_FILTER, "performer_id", "nobody")),
        new Question("a list of a scooter's tasks", "list-tasks", with(NO_FILTER, "car_id", "car-none")),
        new Question("a list of a claim's task", "list-tasks", with(NO_FILTER, "cargo_ref_id", "none")),
        new Question("a list of tasks in a state", "list-tasks", with(NO_FILTER, "state", "parked")),
        new Question("a list of cancelled tasks", "list-tasks", with(NO_FILTER, "state", "cancelled")),
        new Question("a list of who needs attention", "list-tasks", with(NO_FILTER, "attention", "true")),
        new Question("a scooter by a number that nobody has", "find-scooter", Map.of("query", "none")),
        new Question("a storekeeper's code that is no task's", "find-tasks-by-code", Map.of("code", "abcdef")),
        new Question("the newest task of a scooter", "last-task-of-scooter", Map.of("car_id", "car-00001")),
        new Question("a booking that no task has", "bookings-without-task", Map.of("bookings", "[{\"book_id\": \"none\", \"cabinet_id\": \"none\", \"created_at\": \"2020-01-01T00:00:00Z\"}]")),
        new Question("a discharge that had its task", "create-task", Map.of("car_id", "car-00001", "tag_id", "known", "tag", "battery_low", "priority", "50", "car_number", "001",
            "lat", "55.7", "lon", "37.5", "timeline", "[]")),
        new Question("may a scooter's low tag be set", "low-tag-changes", Map.of("changes",
            "[{\"place\": 1, \"car_id\": \"car-00001\", \"percent\": 30, \"measured_at\": \"2020-01-01T00:00:00Z\", \"action\": \"set\", \"tag\": \"battery_low\"}]")),
        new Question("the metrics", "metrics", Map.of()),
        new Question("the figures of a day", "figures", Map.of("hours", "24", "zone", "Europe/Moscow")),
        new Question("the map", "map", Map.of("map_limit", "500")));

    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{(?:variable\\.([\\w.]+)|properties:([\\w.-]+)|bean:[^}]*)}");
    private static final Map<String, String> PROPERTIES = Map.of("worker.lease-ms", "90000");

    private final String url;

    SeldomAsked(String url) {
        this.url = url;
    }

    /** Pages of the database that each question touches. */
    Map<String, Long> blocks() throws SQLException, IOException {
        Map<String, Long> blocks = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url, "postgres", ""); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into items (item_id, car_id, tag_id, tag) values ('car-00001/known', 'car-00001', 'known', 'battery_low')");
            statement.execute("insert into tasks (task_id, item_id, car_id, tag_id, tag, state, priority, outcome) values ('known', 'car-00001/known', 'car-00001', 'known', 'battery_low', 'done', 50, 'swapped')");
            for (Question question : QUESTIONS) {
                StringBuilder plan = new StringBuilder();
                try (ResultSet rows = statement.executeQuery("explain (analyze, buffers, costs off, timing off) " + filled(question))) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                blocks.put(question.what(), ofExecution(plan.toString()));
            }
            connection.rollback();
        }
        return blocks;
    }

    /** The first line of buffers is the whole plan's. */
    private static long ofExecution(String plan) {
        Matcher buffers = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?").matcher(plan);
        if (!buffers.find()) {
            return 0;
        }
        return (buffers.group(1) == null ? 0 : Long.parseLong(buffers.group(1))) + (buffers.group(2) == null ? 0 : Long.parseLong(buffers.group(2)));
    }

    private static String filled(Question question) throws IOException {
        String sql = Files.readString(Path.of("routes", "sql", question.file() + ".sql")).replaceAll("(?m)^--.*$", "");
        return PARAMETER.matcher(sql).replaceAll(parameter -> {
            String value = parameter.group(1) != null ? question.variables().get(parameter.group(1)) : parameter.group(2) != null ? PROPERTIES.get(parameter.group(2)) : "[]";
            return Matcher.quoteReplacement(value == null ? "null" : "'" + value + "'");
        });
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return more;
    }
}
