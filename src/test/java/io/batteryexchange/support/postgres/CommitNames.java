package io.batteryexchange.support.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names a statement that writes by the file below {@code routes/sql} which it comes from. */
public final class CommitNames {

    private static final Pattern WRITES = Pattern.compile("\\b(insert into|update [a-z_]+|delete from|enter_timeline|enter_reconciliation)\\b");
    private static final Pattern POLLER = Pattern.compile("car-list|claims-journal");

    private final StatementNames names;

    public CommitNames(Path folder) throws IOException {
        names = new StatementNames(folder);
    }

    /** Empty: it writes nothing, or what an idle node writes all the time. A poller's lease is named with its poller. */
    Optional<String> of(Batch.Run run) {
        String sql = StatementNames.normal(run.sql());
        if (!WRITES.matcher(sql.replace("for update", "")).find()) {
            return Optional.empty();
        }
        String name = names.of(run.sql());
        if (name.equals("take-journal-page.sql") && run.values().contains("[]")) {
            return Optional.empty();
        }
        List<String> pollers = run.values().stream().filter(v -> v != null && POLLER.matcher(v).matches()).toList();
        return Optional.of(pollers.isEmpty() ? name : name + " " + pollers.get(0));
    }
}
