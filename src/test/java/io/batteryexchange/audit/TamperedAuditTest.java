package io.batteryexchange.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.support.EmbeddedDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The audit trail in PostgreSQL: it can't be changed, and where the superuser changes it all the same the command finds it. */
class TamperedAuditTest {

    private static EmbeddedDatabase database;
    private static JdbcClient jdbc;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void startDatabase() {
        database = EmbeddedDatabase.start();
        DriverManagerDataSource source = new DriverManagerDataSource(database.url(), "postgres", "postgres");
        Flyway.configure().dataSource(source).target("6").load().migrate();
        jdbc = JdbcClient.create(source);
        task("old");
        enter("old", "of before", 2);
        jdbc.sql("select enter_reconciliation('[{\"kind\": \"decision\", \"name\": \"of before\"}]')").query(Long.class).single();
        Flyway.configure().dataSource(source).load().migrate();
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void twoTasksWithFiveEntriesEach() {
        asSuperuser("delete from timeline where entry_no is not null", "delete from reconciliation_timeline where entry_no is not null", "delete from timeline_heads",
            "delete from timeline where entry_id > (select after_entry_id from timeline_begins where source = 'timeline')", "delete from tasks where task_id <> 'old'");
        for (String task : List.of("a", "b")) {
            task(task);
            enter(task, "first", 3);
            enter(task, "then", 2);
        }
        enter("old", "goes on", 1);
        jdbc.sql("select enter_reconciliation(cast(:entries as jsonb))").param("entries", entries("repair \"ъ\"\\n", 2)).query(Long.class).single();
    }

    @Test
    void isIntact() {
        assertThat(verify()).isEqualTo(VerifyAudit.INTACT);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("audit: 16 entries in 4 chains, 3 of them from before the chain; intact\ndigest of the ends: ");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void knowsOneTask() {
        asSuperuser("update timeline set detail = '{}' where task_id = 'b' and entry_no = 2");

        assertThat(verify("--task=a")).isEqualTo(VerifyAudit.INTACT);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("audit: 5 entries in 1 chains");
        assertThat(verify("--task=b")).isEqualTo(VerifyAudit.BROKEN);
        assertThat(verify("--task=c")).isEqualTo(VerifyAudit.NOT_VERIFIED);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("There is no timeline of task c.\n");
    }

    @Test
    void theDigestOfTheEndsChangesWithEveryEntry() {
        verify();
        verify();
        enter("a", "one more", 1);
        verify();

        List<String> digests = out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("digest")).toList();
        assertThat(digests).hasSize(3);
        assertThat(digests.get(1)).isEqualTo(digests.get(0));
        assertThat(digests.get(2)).isNotEqualTo(digests.get(0));
    }

    @Test
    void detailChanged() {
        asSuperuser("update timeline set detail = detail || '{\"n\": 7}' where task_id = 'a' and entry_no = 2");

        assertBreaks("task a, entry 2: changed: its hash does not fit its content and the entry before it");
    }

    @Test
    void timeChanged() {
        asSuperuser("update timeline set at = at + interval '1 microsecond' where task_id = 'a' and entry_no = 5");

        assertBreaks("task a, entry 5: changed: its hash does not fit its content and the entry before it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind = 'operator_action'", "name = 'third'", "outcome = 'failed'", "hash = decode('00', 'hex')"})
    void anythingElseChanged(String change) {
        asSuperuser("update timeline set " + change + " where task_id = 'a' and entry_no = 5");

        assertThat(breaks()).isNotEmpty().allMatch(line -> line.startsWith("task a, entry 5: changed"));
    }

    @Test
    void deletedInTheMiddle() {
        asSuperuser("delete from timeline where task_id = 'a' and entry_no in (2, 3)");

        assertBreaks("task a, entries 2 to 3: missing");
    }

    @Test
    void deletedAtTheEnd() {
        asSuperuser("delete from timeline where task_id = 'a' and entry_no >= 4");

        assertBreaks("task a, entries 4 to 5: cut off at the end");
    }

    @Test
    void allDeleted() {
        asSuperuser("delete from timeline where task_id = 'b'");

        assertBreaks("task b, entries 1 to 5: cut off at the end");
    }

    @Test
    void cutOffTogetherWithTheEndThatWasKept() {
        asSuperuser("delete from timeline where task_id = 'a' and entry_no = 5", "update timeline_heads set last_no = 4 where chain = 'a'");

        assertBreaks("task a, entry 4: changed: its hash is not that of the chain's end");
    }

    @Test
    void inserted() {
        asSuperuser("insert into timeline (task_id, at, kind, name, outcome) values ('a', now(), 'decision', 'forged', 'ok')",
            "insert into timeline (task_id, at, kind, name, outcome, entry_no, hash) values ('b', now(), 'decision', 'forged', 'ok', 6, sha256('x'))");

        assertThat(breaks()).hasSize(2).anyMatch(line -> line.matches("task a, entry id \\d+: inserted .*"))
            .anyMatch(line -> line.equals("task b, entry 6: inserted: the chain ends with entry 5"));
    }

    @Test
    void insertedInTheMiddleAndTheOthersMovedUp() {
        asSuperuser("update timeline set entry_no = entry_no + 1 where task_id = 'a' and entry_no >= 3", "update timeline_heads set last_no = 6 where chain = 'a'",
            "insert into timeline (task_id, at, kind, name, outcome, entry_no, hash) values ('a', now(), 'decision', 'forged', 'ok', 3, sha256('x'))");

        assertThat(breaks()).contains("task a, entry 3: changed: its hash does not fit its content and the entry before it");
    }

    @Test
    void swapped() {
        asSuperuser("update timeline set entry_no = 5 - entry_no where task_id = 'a' and entry_no in (2, 3)");

        assertThat(breaks()).contains("task a, entry 2: changed: its hash does not fit its content and the entry before it",
            "task a, entry 3: changed: its hash does not fit its content and the entry before it");
    }

    @Test
    void movedToAnotherTask() {
        asSuperuser("update timeline set task_id = 'b' where task_id = 'a' and entry_no = 4");

        assertBreaks("task a, entry 4: missing", "task b, entry 4: changed: its hash does not fit its content and the entry before it",
            "task b, entry 4: inserted: the number is there twice");
    }

    @Test
    void changedInReconciliation() {
        asSuperuser("update reconciliation_timeline set detail = '{}' where entry_no = 1", "delete from reconciliation_timeline where entry_no = 2");

        assertBreaks("reconciliation, entry 1: changed: its hash does not fit its content and the entry before it", "reconciliation, entry 2: cut off at the end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update timeline set outcome = 'ok'", "delete from timeline", "truncate timeline", "truncate tasks cascade",
        "update reconciliation_timeline set outcome = 'ok'", "delete from reconciliation_timeline", "truncate reconciliation_timeline",
        "delete from timeline_heads", "truncate timeline_heads", "update timeline_begins set after_entry_id = 99", "delete from timeline_begins"})
    void changeIsRefused(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).rootCause().hasMessageContaining("is an audit trail and only grows: " + sql.split(" ")[0].toUpperCase(Locale.ROOT) + " is refused.");
    }

    @Test
    void saysInOneSentenceWhyItCanNotLook() {
        assertThat(VerifyAudit.run(new String[] {"--spring.datasource.url="}, print(out), print(err))).isEqualTo(VerifyAudit.NOT_VERIFIED);
        assertThat(VerifyAudit.run(new String[] {"--spring.datasource.url=jdbc:other://x?password=hidden"}, print(out), print(err))).isEqualTo(VerifyAudit.NOT_VERIFIED);
        assertThat(VerifyAudit.run(new String[] {"--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none?password=hidden"}, print(out), print(err))).isEqualTo(VerifyAudit.NOT_VERIFIED);
        assertThat(VerifyAudit.run(new String[] {"everything"}, print(out), print(err))).isEqualTo(VerifyAudit.NOT_VERIFIED);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(4).noneMatch(line -> line.contains("hidden")).satisfiesExactly(
            missing -> assertThat(missing).contains("(environment variable SPRING_DATASOURCE_URL) is missing"), other -> assertThat(other).contains("is not a JDBC URL of PostgreSQL"),
            silent -> assertThat(silent).startsWith("The database can't be used: "), unknown -> assertThat(unknown).contains("'everything'"));
    }

    private static void task(String id) {
        jdbc.sql("insert into items (item_id, car_id, tag_id, tag) values (:id, :id, 't', 'battery_low') on conflict do nothing").param("id", id).update();
        jdbc.sql("insert into tasks (task_id, item_id, car_id, tag_id, tag, priority) values (:id, :id, :id, 't', 'battery_low', 50)").param("id", id).update();
    }

    private static void enter(String task, String name, int count) {
        jdbc.sql("select enter_timeline(:task, cast(:entries as jsonb))").params(Map.of("task", task, "entries", entries(name, count))).query(Long.class).single();
    }

    private static String entries(String name, int count) {
        List<String> entries = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            entries.add("{\"ago\": %d.125, \"kind\": \"decision\", \"name\": \"%s\", \"detail\": {\"text\": \"жёлтый\\n\\u0001\", \"n\": 1.50, \"list\": [true, null]}}"
                .formatted(1000 - n, name.replace("\"", "\\\"")));
        }
        entries.add("{\"kind\": \"ambiguity\", \"name\": \"cargo x\", \"outcome\": \"open\", \"detail\": {\"tries\": 1}}");
        return "[" + String.join(",", entries) + "]";
    }

    /** As somebody who may do everything does it: past the triggers. */
    private static void asSuperuser(String... statements) {
        jdbc.sql("do $do$ begin set local session_replication_role = replica; " + String.join("; ", statements) + "; end $do$").update();
    }

    private int verify(String... arguments) {
        String[] all = Stream.concat(Stream.of("--spring.datasource.url=" + database.url(), "--spring.datasource.username=postgres", "--spring.datasource.password=postgres"),
            Arrays.stream(arguments)).toArray(String[]::new);
        return VerifyAudit.run(all, print(out), print(err));
    }

    private List<String> breaks() {
        assertThat(verify()).isEqualTo(VerifyAudit.BROKEN);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(lines.size() - 2)).endsWith("; " + (lines.size() - 2) + " breaks");
        return lines.subList(0, lines.size() - 2);
    }

    private void assertBreaks(String... breaks) {
        assertThat(breaks()).containsExactly(breaks);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
