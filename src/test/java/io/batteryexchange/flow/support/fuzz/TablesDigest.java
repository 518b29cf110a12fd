package io.batteryexchange.flow.support.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the tables, in short. */
public final class TablesDigest {

    /**
     * @param all  everything
     * @param deed without what a refusal may leave behind: its own timeline entry (and with it the end of that chain), and the lease of a task that was looked at
     */
    public record Digest(String all, String deed) {
    }

    private final JdbcClient jdbc;
    private final String sql;

    public TablesDigest(JdbcClient jdbc) {
        this.jdbc = jdbc;
        List<String> tables = jdbc.sql("select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history' order by 1").query(String.class).list();
        sql = "select " + of(tables, "t::text") + " as all, "
            + of(tables.stream().filter(table -> !table.equals("timeline") && !table.equals("timeline_heads")).toList(), "(to_jsonb(t) - '{lease_no,lease_until,lease_owner,updated_at}'::text[])::text") + " as deed";
    }

    private static String of(List<String> tables, String row) {
        return tables.stream().map(table -> "coalesce((select md5(string_agg(" + row + ", ' ' order by " + row + ")) from " + table + " t), '-')").collect(Collectors.joining(" || "));
    }

    public Digest now() {
        return jdbc.sql(sql).query((row, number) -> new Digest(row.getString("all"), row.getString("deed"))).single();
    }
}
