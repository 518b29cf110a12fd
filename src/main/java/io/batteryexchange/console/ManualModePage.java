package io.batteryexchange.console;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.store.Stores;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where manual mode is on, and the form that switches it. Switched off, the page tells what people did meanwhile and what was mended. */
@Controller
class ManualModePage {

    private static final String PATH = "/operations/manual-mode";
    private static final TypeReference<List<Map<String, Object>>> LIST = new TypeReference<>() { };

    private final RouteCalls routes;
    private final Stores stores;
    private final ObjectMapper json;
    private final MessageSource texts;

    ManualModePage(RouteCalls routes, Stores stores, ObjectMapper json, MessageSource texts) {
        this.routes = routes;
        this.stores = stores;
        this.json = json;
        this.texts = texts;
    }

    @GetMapping(PATH)
    String page(@RequestParam Map<String, String> asked, Model model) {
        fill(routes.call("show-manual-mode", Map.of()).orRefuse(), asked, model);
        return "operations/manual-mode";
    }

    @PostMapping(PATH)
    String change(@RequestParam Map<String, String> typed, Locale language, Model model, HttpServletResponse response) {
        String sentence;
        int status = 400;
        if (typed.containsKey("confirmed")) {
            ObjectNode body = json.createObjectNode().put("scope", typed.getOrDefault("scope", "")).put("reason", typed.getOrDefault("reason", "").strip());
            if (typed.containsKey("on")) {
                body.put("on", Boolean.parseBoolean(typed.get("on")));
            }
            RouteCalls.Answer answer = routes.change("switch-manual-mode", Map.of(), body);
            if (!answer.isRefusal()) {
                fill(answer.body(), Map.of(), model);
                model.addAttribute("done", Boolean.parseBoolean(typed.get("on")) ? "on" : "off");
                return "operations/manual-mode";
            }
            status = answer.status();
            sentence = answer.body().path("message").asText();
        } else {
            sentence = texts.getMessage("console.change.not_confirmed", null, language);
        }
        response.setStatus(status);
        fill(routes.call("show-manual-mode", Map.of()).orRefuse(), typed, model);
        model.addAttribute("refusal", sentence);
        return "operations/manual-mode";
    }

    private void fill(JsonNode answer, Map<String, String> typed, Model model) {
        model.addAttribute("scopes", json.convertValue(answer.path("scopes"), LIST));
        model.addAttribute("differences", answer.has("differences") ? json.convertValue(answer.get("differences"), LIST) : null);
        model.addAttribute("stores", stores.all());
        model.addAttribute("typed", typed);
    }
}
