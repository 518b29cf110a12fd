package io.batteryexchange.scooter;

import io.batteryexchange.console.RouteCalls;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Why a scooter is not served: asked by its id, its number or a task of it. */
@Controller
class ScooterPages {

    private final RouteCalls routes;

    ScooterPages(RouteCalls routes) {
        this.routes = routes;
    }

    @GetMapping("/operations/scooters")
    String ask(@RequestParam(defaultValue = "") String query, Model model, HttpServletResponse response) {
        model.addAttribute("query", query);
        if (!query.isBlank()) {
            RouteCalls.Answer answer = routes.call("why-not-served", Map.of("query", query));
            if (answer.isRefusal()) {
                response.setStatus(answer.status());
                model.addAttribute("badQuery", answer.status() == HttpStatus.BAD_REQUEST.value());
                model.addAttribute("failure", answer.body().path("message").asText());
            } else {
                model.addAttribute("why", WhyShown.of(answer.body()));
            }
        }
        return "operations/scooters";
    }
}
