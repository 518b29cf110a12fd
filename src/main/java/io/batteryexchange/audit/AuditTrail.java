package io.batteryexchange.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * The timelines of all tasks and of reconciliation, read as one snapshot and recomputed. The service may go on working. Entries come from the
 * database a few at a time, so memory does not grow with their number.
 */
final class AuditTrail {

    static final String RECONCILIATION = "reconciliation";

    private static final int FETCH = 1000;
    private static final String ENTRIES = "e.entry_id, e.entry_no, e.at, e.kind, e.name, e.outcome, e.detail::text, e.hash, h.last_no, h.hash as head_hash";
    private static final String ORDER = "e.entry_no nulls first, e.entry_id";
    private static final String OF_TASKS = "select e.task_id as chain, " + ENTRIES + " from timeline e left join timeline_heads h on h.chain = e.task_id";
    private static final String OF_ALL_TASKS = OF_TASKS + " order by e.task_id, " + ORDER;
    private static final String OF_TASK = OF_TASKS + " where e.task_id = ? order by e.task_id, " + ORDER;
    private static final String OF_RECONCILIATION = "select '" + RECONCILIATION + "' as chain, " + ENTRIES
        + " from reconciliation_timeline e left join timeline_heads h on h.chain = '" + RECONCILIATION + "' order by " + ORDER;
    private static final String HEADS = "select h.chain, h.last_no, h.hash, case when h.chain = '" + RECONCILIATION + "' then exists (select 1 from reconciliation_timeline)"
        + " else exists (select 1 from timeline e where e.task_id = h.chain) end as has_entries from timeline_heads h";

    private final Connection connection;
    private final Consumer<Break> breaks;
    private long entries;
    private long before;
    private long chains;
    private long broken;
    private String digest = "";

    /** @param breaks is told each break as it is found */
    AuditTrail(Connection connection, Consumer<Break> breaks) {
        this.connection = connection;
        this.breaks = found -> {
            broken++;
            breaks.accept(found);
        };
    }

    /**
     * @param task only this one; null: all
     * @throws SQLException SQLState 42P01 or 42703: the database has no chains yet
     */
    void verify(String task) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false); // else the driver would read all rows at once
        if (task != null) {
            chains(OF_TASK, task, beginsAfter("timeline"));
            heads(HEADS + " where h.chain = ?", task);
        } else {
            chains(OF_ALL_TASKS, null, beginsAfter("timeline"));
            chains(OF_RECONCILIATION, null, beginsAfter("reconciliation_timeline"));
            heads(HEADS + " order by h.chain collate \"C\"", null);
        }
        connection.rollback();
    }

    long entries() {
        return entries;
    }

    long before() {
        return before;
    }

    long chains() {
        return chains;
    }

    long broken() {
        return broken;
    }

    /** SHA-256 over the ends of all chains, hexadecimal: the same as long as nothing is entered or changed. */
    String digest() {
        return digest;
    }

    private void chains(String query, String task, long beginsAfter) throws SQLException {
        try (PreparedStatement statement = statement(query, task); ResultSet row = statement.executeQuery()) {
            String chain = null;
            ChainCheck check = null;
            while (row.next()) {
                if (!row.getString("chain").equals(chain)) {
                    end(check);
                    chain = row.getString("chain");
                    byte[] head = row.getBytes("head_hash");
                    check = new ChainCheck(chain, head == null ? null : new Head(row.getLong("last_no"), head), beginsAfter, breaks);
                }
                check.add(entry(row));
            }
            end(check);
        }
    }

    private void end(ChainCheck check) {
        if (check != null) {
            check.end();
            entries += check.entries();
            before += check.before();
            chains += check.isChain() ? 1 : 0;
        }
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(row.getString("chain"), row.getLong("entry_id"), row.getObject("entry_no", Long.class), row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("kind"), row.getString("name"), row.getString("outcome"), row.getString("detail"), row.getBytes("hash"));
    }

    /** The ends: their digest, and those of which no entry is left. */
    private void heads(String query, String task) throws SQLException {
        MessageDigest sha = AuditEntry.sha256();
        try (PreparedStatement statement = statement(query, task); ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Head head = new Head(row.getLong("last_no"), row.getBytes("hash"));
                if (!row.getBoolean("has_entries")) {
                    end(new ChainCheck(row.getString("chain"), head, 0, breaks));
                }
                sha.update((row.getString("chain") + "\n" + head.lastNumber() + "\n" + HexFormat.of().formatHex(head.hash()) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        digest = HexFormat.of().formatHex(sha.digest());
    }

    private long beginsAfter(String table) throws SQLException {
        try (PreparedStatement statement = statement("select after_entry_id from timeline_begins where source = ?", table); ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private PreparedStatement statement(String query, String parameter) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        statement.setFetchSize(FETCH);
        if (parameter != null) {
            statement.setString(1, parameter);
        }
        return statement;
    }
}
