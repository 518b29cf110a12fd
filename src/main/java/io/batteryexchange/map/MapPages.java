package io.batteryexchange.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.console.MapTiles;
import io.batteryexchange.console.RouteCalls;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The map of the city, drawn here or laid on tiles, and beside it the list of all that is on it. */
@Controller
class MapPages {

    private final RouteCalls routes;
    private final MapTiles tiles;

    MapPages(RouteCalls routes, MapTiles tiles) {
        this.routes = routes;
        this.tiles = tiles;
    }

    @GetMapping("/operations/map")
    String map(Model model) {
        fill(model);
        return "operations/map";
    }

    @GetMapping("/operations/map/picture")
    String picture(Model model) {
        fill(model);
        return "operations/map :: picture";
    }

    @GetMapping("/operations/map/list")
    String list(Model model) {
        fill(model);
        return "operations/map :: list";
    }

    private void fill(Model model) {
        JsonNode city = routes.call("show-map", Map.of()).orRefuse();
        model.addAttribute("map", CityMap.of(city));
        model.addAttribute("more", city.path("more").asInt());
        model.addAttribute("withoutPosition", city.path("without_position").asInt());
        model.addAttribute("tiles", tiles);
    }
}
