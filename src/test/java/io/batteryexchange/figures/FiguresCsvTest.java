package io.batteryexchange.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresCsvTest {

    @Test
    void eachFigureIsALineUnderItsHeader() throws Exception {
        assertThat(FiguresCsv.of(List.of(new Figure("all", "swaps", "swaps", "", 12L), new Figure("grocery:123", "first_try", "share", "", new BigDecimal("0.750")),
            new Figure("all", "ambiguities", "calls", "found done", 1L))))
            .isEqualTo("store_id,figure,unit,label,value\r\nall,swaps,swaps,,12\r\ngrocery:123,first_try,share,,0.750\r\nall,ambiguities,calls,\"found done\",1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
    void aCellThatASpreadsheetWouldComputeIsDefused(String cell) throws Exception {
        assertThat(FiguresCsv.of(List.of(new Figure(cell, "swaps", "swaps", cell, 1L)))).contains("'" + cell).doesNotContain("," + cell).doesNotContain("\n" + cell + ",");
    }

    @Test
    void aNumberStaysANumberAlsoBelowZero() throws Exception {
        assertThat(FiguresCsv.of(List.of(new Figure("all", "x", "s", "", -5L), new Figure("all", "y", "s", "", new BigDecimal("-0.5"))))).contains("x,s,,-5\r\n", "y,s,,-0.5\r\n");
    }

    @Test
    void quotesAndCommasDoNotBreakALine() throws Exception {
        assertThat(FiguresCsv.of(List.of(new Figure("all", "replans", "replans", "a \"b\", c", 1L)))).endsWith("all,replans,replans,\"a \"\"b\"\", c\",1\r\n");
    }

    @Test
    void withoutFiguresThereIsTheHeader() throws Exception {
        assertThat(FiguresCsv.of(List.of())).isEqualTo("store_id,figure,unit,label,value\r\n");
    }
}
