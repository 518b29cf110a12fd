package io.batteryexchange.figures.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pictures show: a bar as long as its value, all texts whole, and a picture also where there is nothing. */
class PlotsTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 1, 3", "5, 1, 5", "6, 2, 6", "7, 2, 8", "10, 2, 10", "11, 5, 15", "26, 10, 30", "99, 20, 100", "101, 50, 150", "1001, 500, 1500", "123456, 50000, 150000", "0, 1, 1"})
    void ticksAreRoundAndReachTheLargestValue(double largest, double step, double top) {
        assertThat(Scale.upTo(largest)).isEqualTo(new Scale(step, top));
        assertThat(Scale.upTo(largest).ticks()).startsWith(0.0, step).endsWith(top).hasSizeBetween(2, 6);
    }

    @Test
    void aColumnIsAsHighAsItsValue() {
        Document svg = parsed(columns("hours").svg(List.of(new ColumnPlot.Column("10:00", 4), new ColumnPlot.Column("11:00", 0), new ColumnPlot.Column("12:00", 1))));

        Elements columns = svg.select("rect[fill=#1d4ed8]");
        assertThat(columns).as("none for 0").hasSize(2);
        assertThat(number(columns.get(0), "height")).isCloseTo(4 * number(columns.get(1), "height"), within(0.05));
        assertThat(columns).allSatisfy(column -> assertThat(number(column, "y") + number(column, "height")).as("all stand on the axis").isCloseTo(270, within(0.05)));
        assertThat(number(columns.get(0), "x")).isLessThan(number(columns.get(1), "x"));
        assertThat(svg.select("text").eachText()).contains("10:00", "11:00", "12:00", "4", "1");
    }

    @Test
    void labelsOfManyColumnsAreThinnedOut() {
        Document svg = parsed(columns("hours").svg(IntStream.range(0, 73).mapToObj(i -> new ColumnPlot.Column("h" + i, 1)).toList()));

        assertThat(svg.select("rect[fill=#1d4ed8]")).hasSize(73);
        assertThat(svg.select("text").eachText().stream().filter(text -> text.matches("h\\d+"))).containsExactly("h0", "h8", "h16", "h24", "h32", "h40", "h48", "h56", "h64", "h72");
    }

    @Test
    void whereNothingHappenedThePictureSaysSo() {
        String none = columns("hours").svg(List.of(new ColumnPlot.Column("10:00", 0), new ColumnPlot.Column("11:00", 0)));

        assertThat(parsed(none).select("text").eachText()).contains("nothing at all").doesNotContain("10:00");
        assertThat(parsed(columns("hours").svg(List.of())).select("text").eachText()).contains("nothing at all");
        assertThat(parsed(bars("a", "b").svg(List.of())).select("text").eachText()).contains("nothing at all");
    }

    @Test
    void aBarIsAsLongAsItsValueAndTheSecondOfAGroupIsTellableWithoutColour() {
        Document svg = parsed(bars("median", "95 %").svg(List.of(group("one", 100, 200), group("two", 50, 400))));

        Elements filled = svg.select("rect[fill=#1d4ed8][stroke]");
        Elements hatched = svg.select("rect[fill=url(#hatched)]");
        assertThat(filled.eachAttr("width")).as("legend, then the groups").containsExactly("28", "142.5", "71.25");
        assertThat(hatched.eachAttr("width")).containsExactly("28", "285", "570");
        assertThat(svg.select("text").eachText()).contains("median", "95 %", "one", "two", "100", "200", "50", "400", "seconds");
        assertThat(svg.select("pattern#hatched")).hasSize(1);
    }

    @Test
    void onlyZerosAreBarsOfNoLength() {
        assertThat(parsed(bars("count").svg(List.of(group("one", 0)))).select("rect[stroke]").eachAttr("width")).containsExactly("0");
    }

    @Test
    void aPictureGrowsWithItsGroups() {
        Element few = parsed(bars("count").svg(List.of(group("one", 1)))).selectFirst("svg");
        Element many = parsed(bars("count").svg(IntStream.range(0, 12).mapToObj(i -> group("g" + i, i)).toList())).selectFirst("svg");

        assertThat(number(many, "height") - number(few, "height")).isCloseTo(11 * 32, within(0.05));
        assertThat(many.attr("viewBox")).isEqualTo("0 0 960 " + many.attr("height"));
    }

    @Test
    void textsOfOthersAreTextsAndNothingElse() {
        String evil = "</text><script>alert('1')</script>&\"";

        for (String picture : List.of(new ColumnPlot(evil, evil, evil, evil, RUSSIAN).svg(List.of(new ColumnPlot.Column(evil, 1))),
            new BarPlot(evil, evil, List.of(evil, evil), evil, RUSSIAN).svg(List.of(group("<b>", 1, 2))), new BarPlot(evil, evil, List.of(evil), evil, RUSSIAN).svg(List.of()))) {
            Document svg = parsed(picture);
            assertThat(svg.select("script, b")).isEmpty();
            assertThat(svg.selectFirst("title").text()).isEqualTo(evil);
        }
    }

    @Test
    void whatXmlCantHoldBecomesAQuestionMark() {
        assertThat(Svg.escaped("a\u0000b\u001bc\uD800d\uFFFEe")).isEqualTo("a?b?c?d?e");
        assertThat(Svg.escaped("Самокат 🛴 & <шкаф>")).isEqualTo("Самокат 🛴 &amp; &lt;шкаф&gt;");
    }

    @Test
    void aLabelThatIsTooLongIsCutBetweenCharacters() {
        assertThat(Svg.fitting("abcdef", 1000, 14)).isEqualTo("abcdef");
        assertThat(Svg.fitting("🛴🛴🛴🛴🛴🛴🛴🛴", 14 * 0.6 * 4, 14)).isEqualTo("🛴🛴🛴…");
    }

    @Test
    void numbersAreWrittenInTheLanguageOfThePage() {
        assertThat(columns("hours").svg(List.of(new ColumnPlot.Column("x", 1500)))).containsPattern(">1[\\u00a0\\u202f]500<");
        assertThat(parsed(new BarPlot("t", "s", List.of("a"), "e", Locale.ENGLISH).svg(List.of(group("x", 1500)))).select("text").eachText()).contains("1,500");
    }

    private static ColumnPlot columns(String along) {
        return new ColumnPlot("Swaps", "swaps", along, "nothing at all", RUSSIAN);
    }

    private static BarPlot bars(String... series) {
        return new BarPlot("Stages", "seconds", List.of(series), "nothing at all", RUSSIAN);
    }

    private static BarPlot.Group group(String label, double... values) {
        return new BarPlot.Group(label, Arrays.stream(values).boxed().toList());
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.attr(attribute));
    }

    /** As XML: what is not well-formed is refused. */
    private static Document parsed(String svg) {
        try {
            javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new org.xml.sax.InputSource(new java.io.StringReader(svg)));
        } catch (Exception e) {
            return Assertions.fail("not well-formed: " + svg, e);
        }
        return Jsoup.parse(svg, Parser.xmlParser());
    }
}
