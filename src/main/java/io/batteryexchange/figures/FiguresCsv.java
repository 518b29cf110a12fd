package io.batteryexchange.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.ArrayList;
import java.util.List;

/** Figures as one tidy table: a header, then a line for each {@link Figure}; RFC 4180. */
final class FiguresCsv {

    private static final CsvMapper CSV = new CsvMapper();
    private static final CsvSchema COLUMNS = CsvSchema.builder().addColumn("store_id").addColumn("figure").addColumn("unit").addColumn("label").addNumberColumn("value")
        .setLineSeparator("\r\n").build().withHeader();
    /** A spreadsheet takes a cell that begins so for a formula (OWASP, CSV Injection). */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private FiguresCsv() {
    }

    static String of(List<Figure> figures) throws JsonProcessingException {
        List<List<Object>> lines = new ArrayList<>();
        for (Figure figure : figures) {
            lines.add(List.of(defused(figure.storeId()), defused(figure.name()), defused(figure.unit()), defused(figure.label()), figure.value()));
        }
        return CSV.writer(COLUMNS).writeValueAsString(lines);
    }

    /** An apostrophe in front of what would be a formula. */
    static String defused(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
