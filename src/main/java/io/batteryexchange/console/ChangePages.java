package io.batteryexchange.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.operations.OperatorTasks;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A change of a task: what it will do, the reason, the confirmation. What the operator API refuses is told on the form, with what was typed. */
@Controller
class ChangePages {

    private static final String PATH = "/operations/tasks/{taskId}/change/{key}";

    private final RouteCalls routes;
    private final ObjectMapper json;
    private final MessageSource texts;

    ChangePages(RouteCalls routes, ObjectMapper json, MessageSource texts) {
        this.routes = routes;
        this.json = json;
        this.texts = texts;
    }

    @GetMapping(PATH)
    String form(@PathVariable String taskId, @PathVariable String key, Model model) {
        fill(taskId, change(key), Map.of(), model);
        return "operations/change";
    }

    @PostMapping(PATH)
    String make(@PathVariable String taskId, @PathVariable String key, @RequestParam Map<String, String> typed, Locale language, Model model, HttpServletResponse response) {
        Change change = change(key);
        if (!typed.containsKey("confirmed")) {
            return again(taskId, change, typed, 400, texts.getMessage("console.change.not_confirmed", null, language), model, response);
        }
        ObjectNode body = json.createObjectNode().put("reason", typed.getOrDefault("reason", "").strip());
        String value = typed.getOrDefault(change.field(), "").strip();
        if (change == Change.CANCEL && !value.isEmpty()) {
            body.put("replan", Boolean.parseBoolean(value));
        } else if (!change.field().isEmpty() && change != Change.CANCEL) {
            body.put(change.field(), value);
        }
        RouteCalls.Answer answer = routes.change(change.route(), Map.of("task_id", taskId), body);
        if (answer.isRefusal()) {
            return again(taskId, change, typed, answer.status(), answer.body().path("message").asText(), model, response);
        }
        return "redirect:/operations/tasks/" + taskId + "?done=" + change.key();
    }

    private String again(String taskId, Change change, Map<String, String> typed, int status, String sentence, Model model, HttpServletResponse response) {
        fill(taskId, change, typed, model);
        response.setStatus(status);
        model.addAttribute("refusal", sentence);
        return "operations/change";
    }

    private void fill(String taskId, Change change, Map<String, String> typed, Model model) {
        model.addAttribute("task", TaskRow.of(routes.call("show-task", Map.of("task_id", taskId)).orRefuse()));
        model.addAttribute("change", change);
        model.addAttribute("outcomes", OperatorTasks.OUTCOMES);
        model.addAttribute("typed", typed);
    }

    private static Change change(String key) {
        return Change.find(key).orElseThrow(() -> new ApiRefusal(404, "not_found"));
    }
}
