package io.batteryexchange.figures;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The figures of a window, as the route {@code show-figures} tells them (what each of them counts stands in {@code routes/sql/figures.sql}), and as one tidy list: what
 * the page, its plots and its export show is the same.
 */
public final class Figures {

    /** In total. */
    public static final String ALL = "all";

    private record Key(String storeId, String name, String label) {
    }

    private final Window window;
    private final Instant since;
    private final Instant until;
    private final String zone;
    private final boolean byDay;
    private final Map<Key, Figure> figures = new LinkedHashMap<>();

    /** @param told the route's answer */
    Figures(JsonNode told) {
        window = new Window(told.path("hours").asInt(), told.path("store").textValue());
        since = moment(told, "since");
        until = moment(told, "until");
        zone = told.path("zone").asText();
        byDay = told.path("step").asText().equals("day");
        Map<String, JsonNode> swaps = byStore(told, "swaps");
        Map<String, JsonNode> cells = byStore(told, "cells");
        Map<String, JsonNode> stockOuts = byStore(told, "stock_outs");
        for (String storeId : stores(told)) {
            long count = number(swaps, storeId, "swaps");
            add(storeId, "swaps", "swaps", "", count);
            add(storeId, "swaps_per_hour", "swaps/h", "", ratio(count, window.hours()));
            if (count > 0) {
                add(storeId, "first_try", "share", "", ratio(number(swaps, storeId, "first_try"), count));
            }
            add(storeId, "broken_cells", "cells", "", number(cells, storeId, "broken"));
            add(storeId, "broken_cell_reports", "reports", "", number(cells, storeId, "reports"));
            add(storeId, "doors_in_trouble", "openings", "", number(cells, storeId, "doors"));
            add(storeId, "stock_outs", "stock-outs", "", number(stockOuts, storeId, "stock_outs"));
            add(storeId, "stock_out_longest", "s", "", number(stockOuts, storeId, "longest_s"));
            add(storeId, "stock_outs_now", "cabinets", "", number(stockOuts, storeId, "now"));
        }
        for (JsonNode stage : told.path("stages")) {
            String storeId = stage.path("store_id").asText();
            String name = stage.path("stage").asText();
            add(storeId, "stage_p50", "s", name, stage.path("p50").asLong());
            add(storeId, "stage_p95", "s", name, stage.path("p95").asLong());
            add(storeId, "stage_swaps", "swaps", name, stage.path("swaps").asLong());
        }
        for (JsonNode replan : told.path("replans")) {
            add(replan.path("store_id").asText(), "replans", "replans", replan.path("reason").asText(), replan.path("replans").asLong());
        }
        for (JsonNode doubt : told.path("ambiguities")) {
            add(doubt.path("store_id").asText(), "ambiguities", "calls", doubt.path("resolution").asText(), doubt.path("ambiguities").asLong());
        }
        for (JsonNode at : told.path("swaps_by_time")) {
            add(at.path("store_id").asText(), byTime(), "swaps", at.path("at").asText(), at.path("swaps").asLong());
        }
    }

    public Window window() {
        return window;
    }

    public Instant since() {
        return since;
    }

    /** When the figures were read, by the database's clock. */
    public Instant until() {
        return until;
    }

    /** The time zone of hours and days. */
    public String zone() {
        return zone;
    }

    /** Swaps are counted by day, not by hour. */
    public boolean byDay() {
        return byDay;
    }

    /** The name of the figure that counts swaps by time. */
    public String byTime() {
        return byDay ? "swaps_by_day" : "swaps_by_hour";
    }

    /** All of them, the total first. */
    public List<Figure> list() {
        return List.copyOf(figures.values());
    }

    /** The stores that have a figure, without the total; {@code none} comes last. */
    public List<String> stores() {
        List<String> stores = new ArrayList<>(new LinkedHashSet<>(figures.keySet().stream().map(Key::storeId).toList()));
        stores.remove(ALL);
        return stores;
    }

    /** The figures of one name of a store, in their order. */
    public List<Figure> of(String storeId, String name) {
        return figures.values().stream().filter(figure -> figure.storeId().equals(storeId) && figure.name().equals(name)).toList();
    }

    /** null: it can't be told, as a share of nothing. */
    public Number value(String storeId, String name, String label) {
        Figure figure = figures.get(new Key(storeId, name, label));
        return figure == null ? null : figure.value();
    }

    /** The sum over all labels. */
    public long sum(String storeId, String name) {
        return of(storeId, name).stream().mapToLong(figure -> figure.value().longValue()).sum();
    }

    private void add(String storeId, String name, String unit, String label, Number value) {
        figures.put(new Key(storeId, name, label), new Figure(storeId, name, unit, label, value));
    }

    /** All that any figure names: the total first, what has no store last. */
    private static Set<String> stores(JsonNode told) {
        Set<String> named = new TreeSet<>();
        told.forEach(figure -> figure.forEach(row -> named.add(row.path("store_id").asText(ALL))));
        Set<String> stores = new LinkedHashSet<>(List.of(ALL));
        named.stream().filter(store -> !store.equals("none")).forEach(stores::add);
        if (named.contains("none")) {
            stores.add("none");
        }
        return stores;
    }

    private static Map<String, JsonNode> byStore(JsonNode told, String figure) {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        told.path(figure).forEach(row -> rows.put(row.path("store_id").asText(), row));
        return rows;
    }

    private static long number(Map<String, JsonNode> rows, String storeId, String field) {
        return rows.containsKey(storeId) ? rows.get(storeId).path(field).asLong() : 0;
    }

    private static BigDecimal ratio(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 3, RoundingMode.HALF_UP);
    }

    private static Instant moment(JsonNode told, String field) {
        return OffsetDateTime.parse(told.path(field).asText()).toInstant();
    }
}
