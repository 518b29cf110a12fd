package io.batteryexchange.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.batteryexchange.store.Stores;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The figures as a page, as pictures and as a table to take away; parameters as in {@link Window#of}. */
@Controller
class FiguresPage {

    private static final String PAGE = "/operations/figures";
    private static final MediaType SVG = new MediaType("image", "svg+xml", StandardCharsets.UTF_8);
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final List<Integer> USUAL_HOURS = List.of(1, 24, 72, 168, 744);
    private static final List<String> STAGES = List.of("ordered", "courier_found", "at_cabinet", "picked_up", "at_scooter", "swapped", "returned", "total");
    private static final DateTimeFormatter IN_FILE_NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final FiguresReading reading;
    private final FiguresPlots plots;
    private final Stores stores;

    FiguresPage(FiguresReading reading, FiguresPlots plots, Stores stores) {
        this.reading = reading;
        this.plots = plots;
        this.stores = stores;
    }

    @GetMapping(PAGE)
    String page(@RequestParam(required = false) String hours, @RequestParam(required = false) String store, Model model) {
        Window window = Window.of(hours, store);
        model.addAttribute("figures", reading.of(window));
        model.addAttribute("query", query(window.hours(), window.store()));
        Map<Integer, String> usual = new LinkedHashMap<>();
        USUAL_HOURS.forEach(one -> usual.put(one, query(one, window.store())));
        model.addAttribute("usual", usual);
        model.addAttribute("stages", STAGES);
        Map<String, String> names = new LinkedHashMap<>();
        stores.all().forEach(one -> names.put(one.id(), one.name()));
        if (window.store() != null) {
            names.putIfAbsent(window.store(), window.store());
        }
        model.addAttribute("storeNames", names);
        model.addAttribute("freshSeconds", FiguresReading.FRESH_S);
        return "operations/figures";
    }

    @GetMapping(PAGE + "/swaps-per-hour.svg")
    ResponseEntity<byte[]> swaps(@RequestParam(required = false) String hours, @RequestParam(required = false) String store, Locale language) {
        return picture(plots.swaps(reading.of(Window.of(hours, store)), language));
    }

    @GetMapping(PAGE + "/stages.svg")
    ResponseEntity<byte[]> stages(@RequestParam(required = false) String hours, @RequestParam(required = false) String store, Locale language) {
        return picture(plots.stages(reading.of(Window.of(hours, store)), language));
    }

    @GetMapping(PAGE + "/replans.svg")
    ResponseEntity<byte[]> replans(@RequestParam(required = false) String hours, @RequestParam(required = false) String store, Locale language) {
        return picture(plots.replans(reading.of(Window.of(hours, store)), language));
    }

    @GetMapping(PAGE + ".csv")
    ResponseEntity<byte[]> csv(@RequestParam(required = false) String hours, @RequestParam(required = false) String store) throws JsonProcessingException {
        Figures figures = reading.of(Window.of(hours, store));
        String name = "figures-" + figures.window().hours() + "h-" + IN_FILE_NAME.format(figures.until()) + ".csv";
        return ResponseEntity.ok().contentType(CSV)
            .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
            .body(FiguresCsv.of(figures.list()).getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> picture(String svg) {
        return ResponseEntity.ok().contentType(SVG).body(svg.getBytes(StandardCharsets.UTF_8));
    }

    private static String query(int hours, String store) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance().queryParam("hours", hours);
        if (store != null) {
            query.queryParam("store", "{store}");
        }
        return query.encode().build(store == null ? Map.of() : Map.of("store", store)).getRawQuery();
    }
}
