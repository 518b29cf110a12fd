package io.batteryexchange.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.microsoft.playwright.Download;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of figures. */
@ExtendWith(InBrowser.class)
class FiguresIT {

    @Test
    void figuresEmpty(BrowserCity city, Visitors visitors) throws IOException {
        city.finishedTask();
        city.awaitRest();
        Visit visit = visitors.desktop().signIn("/figures?hours=7"); // nobody has asked for these yet: they are read now
        long swaps = swaps(city);

        assertThat(visit.find("#kpi-swaps")).hasText(Long.toString(swaps));
        visit.keep("figures");
        for (String plot : List.of("swaps", "stages", "replans")) {
            Object width = visit.find("#plot-" + plot).evaluate("e => e.decode().then(() => e.naturalWidth)");
            assertThat((int) width).as("width of the plot of %s", plot).isPositive();
            visit.find("#plot-" + plot).scrollIntoViewIfNeeded();
            visit.keep(plot);
        }

        Download download = visit.page().waitForDownload(() -> visit.find("#csv").click());
        assertThat(download.suggestedFilename()).matches("figures-7h-\\d{8}T\\d{4}Z\\.csv");
        List<Map<String, String>> rows = rows(download);
        assertThat(rows.stream().filter(row -> row.get("store_id").equals("all") && row.get("figure").equals("swaps")).map(row -> Double.valueOf(row.get("value"))).toList())
            .containsExactly((double) swaps);
    }

    private static long swaps(BrowserCity city) {
        JsonNode tasks = city.look("/operator/v1/tasks?limit=200&state=done").path("tasks");
        return StreamSupport.stream(tasks.spliterator(), false).filter(task -> task.path("outcome").asText().equals("swapped")).count();
    }

    private static List<Map<String, String>> rows(Download download) throws IOException {
        return new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader()).<Map<String, String>>readValues(download.path().toFile()).readAll();
    }
}
