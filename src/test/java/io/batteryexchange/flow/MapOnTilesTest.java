package io.batteryexchange.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.flow.support.Browser;
import io.batteryexchange.flow.support.OptionsBundleLoader;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.ContextConfiguration;

/** The map where tiles are set: what its script draws from, and whom the page may ask. */
@ContextConfiguration(loader = OptionsBundleLoader.class)
class MapOnTilesTest extends FlowTest {

    @Test
    void theScriptFindsTilesAndMarks() {
        rows.performedTask("to_scooter", "pickuped", "a");

        Browser.Page page = page();

        Element map = page.html().selectFirst("#city-tiles");
        assertThat(map.attr("data-tiles")).isEqualTo(OptionsBundleLoader.TILES);
        assertThat(map.attr("data-attribution")).isEqualTo("<b>somebody</b>");
        assertThat(page.html().select("#city-picture")).as("one map").isEmpty();
        Element courier = page.html().selectFirst("#city-list li[data-sign=courier]");
        assertThat(courier.attr("data-from")).isEqualTo("55.734,37.5871");
        assertThat(courier.attr("data-to")).isEqualTo("55.7345,37.588");
        assertThat(page.html().select("#city-list li[data-sign=below_20][data-lat=55.7345][data-lon=37.588]")).hasSize(1);
        page.html().select("main script, main link").forEach(asset ->
            assertThat(new Browser(port).get(asset.hasAttr("src") ? asset.attr("src") : asset.attr("href")).status()).as(asset.outerHtml()).isEqualTo(200));
    }

    @Test
    void onlyPicturesMayComeFromTheTileServer() {
        assertThat(page().headers().firstValue("Content-Security-Policy").orElseThrow()).isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: https://tiles.example.org; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    }

    private Browser.Page page() {
        return new Browser(port).with("Authorization", "Bearer " + tokens.of("ivanova", "operator")).with("Accept-Language", "en").get("/operations/map");
    }
}
