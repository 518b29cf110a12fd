package io.batteryexchange.screen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.console.RouteCalls;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the courier of a task sees now, as a part of the task's page. */
@Controller
class ScreenPages {

    private final RouteCalls routes;
    private final ObjectMapper json;

    ScreenPages(RouteCalls routes, ObjectMapper json) {
        this.routes = routes;
        this.json = json;
    }

    /** A failure that the courier would see as well is shown in place of the screen; that there is no such task is not. */
    @GetMapping("/operations/tasks/{taskId}/screen")
    String screen(@PathVariable String taskId, Model model) throws JsonProcessingException {
        RouteCalls.Answer answer = routes.call("courier-screen", Map.of("task_id", taskId));
        if (answer.status() == 503) {
            model.addAttribute("failure", answer.body().path("message").asText());
        } else {
            model.addAttribute("look", answer.orRefuse());
            model.addAttribute("raw", json.writerWithDefaultPrettyPrinter().writeValueAsString(answer.body().path("screen")));
        }
        model.addAttribute("taskId", taskId);
        return "operations/screen :: panel";
    }
}
