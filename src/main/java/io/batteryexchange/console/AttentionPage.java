package io.batteryexchange.console;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what needs a person, then what is stuck, then how the whole stands (contracts, operator-api: the summary). */
@Controller
class AttentionPage {

    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() { };

    private final RouteCalls routes;
    private final ObjectMapper json;

    AttentionPage(RouteCalls routes, ObjectMapper json) {
        this.routes = routes;
        this.json = json;
    }

    @GetMapping("/operations")
    String page(Model model) {
        fill(model);
        return "operations/attention";
    }

    @GetMapping("/operations/fragment")
    String fragment(Model model) {
        fill(model);
        return "operations/attention :: live";
    }

    private void fill(Model model) {
        JsonNode summary = routes.call("show-summary", Map.of()).orRefuse();
        model.addAttribute("summary", json.convertValue(summary, DOCUMENT));
        model.addAttribute("states", TaskPages.STATES.stream().filter(state -> summary.path("states").has(state)).toList());
        model.addAttribute("manualMode", json.convertValue(routes.call("show-manual-mode", Map.of()).orRefuse(), DOCUMENT).get("scopes"));
    }
}
