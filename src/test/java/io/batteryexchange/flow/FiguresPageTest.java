package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Browser;
import io.batteryexchange.flow.support.Past;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures as an operator sees them, as pictures and as a table. What was read is kept for a while, so each test looks at a window of its own. */
class FiguresPageTest extends FlowTest {

    @Autowired
    private JdbcClient jdbc;

    private Past past;

    @BeforeEach
    void begin() {
        past = new Past(rows, jdbc);
    }

    @ParameterizedTest
    @CsvSource({"ru, 11, Показатели, 'Замены', '50 %', 'курьер не нашёлся', '50 мин', 'без магазина'", "en, 12, Figures, 'Swaps', '50%', 'no courier was found', '50 min', 'without a store'"})
    void thePageTellsWhatTheTablesHold(String language, int hours, String title, String swaps, String firstTry, String noCourier, String total, String withoutStore) {
        fill();

        Browser.Page page = browser(language).get("/operations/figures?hours=" + hours);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("??");
        assertThat(page.text("h1")).isEqualTo(title);
        assertThat(page.text("#kpi-swaps")).isEqualTo("2");
        assertThat(page.html().selectFirst("#kpi-swaps").previousElementSibling().text()).isEqualTo(swaps);
        assertThat(plain(page.text("#kpi-first-try"))).isEqualTo(firstTry);
        assertThat(page.text("#kpi-total")).isEqualTo(total);
        assertThat(page.text("#kpi-replans")).isEqualTo("2");
        assertThat(page.text("#kpi-broken")).isEqualTo("1");
        assertThat(page.text("#kpi-stock-outs span")).isEqualTo("1");
        assertThat(page.text("#kpi-ambiguities span")).isEqualTo("1");
        assertThat(page.html().select("#stages tbody tr").eachText()).hasSize(8).anyMatch(row -> row.matches(".*performer_found.* 200 200 2")).anyMatch(row -> row.matches(".* 3[  ,]?000 3[  ,]?\\d+ 2"));
        assertThat(page.html().select("#replans tbody th").eachText()).contains(noCourier);
        assertThat(page.html().select("#by-store tbody th").eachText()).containsExactly("Store garage:321", "Store grocery:123", withoutStore);
        assertThat(page.html().select("#by-store tbody tr").get(1).select("td").get(0).text()).isEqualTo("1");
        assertThat(page.html().select("#swaps-numbers tbody td").eachText()).contains("2");
    }

    @ParameterizedTest
    @CsvSource({"ru, 13, 'За этот период замен не было', 'За этот период перепланирований не было'", "en, 14, 'No swaps in this window', 'No replans in this window'"})
    void withoutASwapThePageAndItsPicturesSaySo(String language, int hours, String noSwaps, String noReplans) {
        Browser browser = browser(language);

        Browser.Page page = browser.get("/operations/figures?hours=" + hours);

        assertThat(page.text()).doesNotContain("??");
        assertThat(page.text("#kpi-swaps")).isEqualTo("0");
        assertThat(page.text("#kpi-first-try")).isEqualTo("–");
        assertThat(page.html().select("#no-stores")).hasSize(1);
        assertThat(page.html().select(".plot img").eachAttr("alt")).containsExactly(noSwaps, noSwaps, noReplans);
        for (Element image : page.html().select(".plot img")) {
            assertThat(picture(browser, image.attr("src")).select("text").eachText()).containsAnyOf(noSwaps, noReplans);
        }
    }

    @ParameterizedTest
    @CsvSource({"ru, 15, 'Замены по часам', 'курьер у шкафа', 'курьер не нашёлся'", "en, 16, 'Swaps per hour', 'courier at the cabinet', 'no courier was found'"})
    void thePicturesShowTheSameAndSayItInWords(String language, int hours, String title, String stage, String reason) {
        fill();
        Browser browser = browser(language);

        Browser.Page page = browser.get("/operations/figures?hours=" + hours + "&store=");

        assertThat(page.html().select(".plot img").eachAttr("alt")).hasSize(3).allMatch(alt -> alt.length() > 30);
        List<Document> pictures = page.html().select(".plot img").eachAttr("src").stream().map(src -> picture(browser, src)).toList();
        assertThat(pictures.get(0).select("text").eachText()).contains(title);
        assertThat(pictures.get(0).select("rect[fill=#1d4ed8]")).hasSize(1);
        assertThat(pictures.get(1).select("text").eachText()).contains(stage, "200");
        assertThat(pictures.get(2).select("text").eachText()).contains(reason);
    }

    @Test
    void oneStoreIsAskedForByTheFormAndKeptInEveryLink() {
        fill();
        Browser browser = browser("en");

        Browser.Page page = browser.get("/operations/figures?hours=17&store=grocery%3A123");

        assertThat(page.text("#kpi-swaps")).isEqualTo("1");
        assertThat(page.html().selectFirst("#store option[selected]").attr("value")).isEqualTo("grocery:123");
        assertThat(page.html().selectFirst("#hours").attr("value")).isEqualTo("17");
        assertThat(page.html().select(".plot img").eachAttr("src")).allMatch(src -> src.endsWith(".svg?hours=17&store=grocery:123") || src.endsWith(".svg?hours=17&store=grocery%3A123"));
        assertThat(page.html().selectFirst("#csv").attr("href")).contains("store=grocery");
        assertThat(page.html().selectFirst("#hours-744").attr("href")).contains("hours=744").contains("store=grocery");
        assertThat(browser.get(page.html().selectFirst("#csv").attr("href")).text()).contains("all,swaps,swaps,,1\r\n").doesNotContain("garage:321");
    }

    @Test
    void aStoreThatLeftTheFileCanStillBeAskedFor() {
        past.swap("grocery:closed", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);

        Browser.Page page = browser("en").get("/operations/figures?hours=18&store=grocery:closed");

        assertThat(page.text("#kpi-swaps")).isEqualTo("1");
        assertThat(page.html().selectFirst("#store option[selected]").text()).isEqualTo("grocery:closed");
    }

    @Test
    void theTableToTakeAwayHoldsEveryFigure() {
        fill();

        Browser.Page csv = browser("ru").get("/operations/figures.csv?hours=19");

        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow()).matches("attachment; filename=\"figures-19h-\\d{8}T\\d{4}Z\\.csv\"");
        assertThat(csv.text().split("\r\n")).startsWith("store_id,figure,unit,label,value", "all,swaps,swaps,,2", "all,swaps_per_hour,swaps/h,,0.105", "all,first_try,share,,0.500")
            .contains("all,stage_p50,s,courier_found,200", "all,replans,replans,no_courier,1", "all,replans,replans,no_cabinet,1", "none,replans,replans,no_cabinet,1", "all,broken_cells,cells,,1",
                "grocery:123,stock_outs,stock-outs,,1", "grocery:123,stock_out_longest,s,,400", "all,stock_outs_now,cabinets,,0", "all,ambiguities,calls,open,1", "garage:321,swaps,swaps,,1")
            .allMatch(line -> line.chars().filter(c -> c == ',').count() == 4);
    }

    @Test
    void longWindowsAreByDay() {
        fill();

        Browser.Page page = browser("en").get("/operations/figures?hours=100");

        assertThat(page.text("#h-swaps")).isEqualTo("Swaps per day");
        assertThat(page.html().selectFirst("#plot-swaps").attr("alt")).startsWith("Columns by day: 2 swaps in all, at most 2 on ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hours=0", "hours=745", "hours=x", "hours=1&hours=2", "store=a%20b", "store=%27"})
    void aWindowThatIsNoneIsAClearRefusal(String query) {
        for (String path : List.of("/operations/figures", "/operations/figures.csv", "/operations/figures/stages.svg")) {
            Browser.Page page = browser("en").get(path + "?" + query);

            assertThat(page.status()).as(path).isEqualTo(400);
            assertThat(page.text()).as(path).contains(query.startsWith("hours") ? "hours" : "store");
        }
    }

    @Test
    void thePageRunsNoScriptAndNoStyleOfItsOwn() {
        fill();

        Browser.Page page = browser("en").get("/operations/figures?hours=20");

        assertThat(page.html().select("script:not([src]), style, [style], [onclick]")).isEmpty();
        assertThat(page.html().select("label").eachAttr("for")).allSatisfy(id -> assertThat(page.html().getElementById(id)).isNotNull());
        assertThat(page.html().select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.html().select("table caption")).hasSameSizeAs(page.html().select("table"));
    }

    /** Two swaps, one of them at the second try, a replan of a task under way, a broken cell, a stock-out and an open call. */
    private void fill() {
        past.swap("grocery:123", 1, 6000, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        String second = past.swap("garage:321", 2, 7200, 5900, 5700, 5400, 5300, 4700, 4200, 3600);
        past.chosen(second, "garage:321", 7100);
        past.replanned(second, 1, "no courier was found", 7000);
        past.replanned(rows.task("waiting", "attempt", 2, "car_id", "scooter-9"), 1, "no cabinet: 1 rejected (nearest: c-4 0 available)", 500);
        rows.taskWithClaimOf("claim-now", "at_cabinet", "car_id", "scooter-8");
        past.report("claim-now", "c-7/1", 60);
        past.stockOut("c-7", "grocery:123", 500, 100);
        past.doubt(second, 100, null);
    }

    private Browser browser(String language) {
        return new Browser(port).with("Authorization", "Bearer " + tokens.of("ivanova", "operator")).with("Accept-Language", language);
    }

    private static Document picture(Browser browser, String src) {
        Browser.Page picture = browser.get(src);
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
        return Jsoup.parse(picture.text(), Parser.xmlParser());
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
