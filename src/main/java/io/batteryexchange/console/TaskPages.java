package io.batteryexchange.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.store.Stores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of tasks, and a task with its whole timeline. */
@Controller
class TaskPages {

    static final List<String> STATES = List.of("attention", "waiting", "parked", "new", "planning", "booked", "claim_created", "approved", "performer_found", "at_cabinet", "to_scooter",
        "at_scooter", "to_return", "at_return", "done", "cancelled");
    private static final List<String> FILTERS = List.of("state", "store_id", "car_id", "performer_id", "cargo_ref_id");

    private final RouteCalls routes;
    private final Stores stores;

    TaskPages(RouteCalls routes, Stores stores) {
        this.routes = routes;
        this.stores = stores;
    }

    @GetMapping("/operations/tasks")
    String list(@RequestParam Map<String, String> asked, Model model) {
        fillList(asked, model);
        return "operations/tasks";
    }

    @GetMapping("/operations/tasks/fragment")
    String listFragment(@RequestParam Map<String, String> asked, Model model) {
        fillList(asked, model);
        return "operations/tasks :: live";
    }

    @GetMapping("/operations/tasks/{taskId}")
    String task(@PathVariable String taskId, @RequestParam(required = false) String done, Model model) {
        fillTask(taskId, model);
        model.addAttribute("done", Change.find(done).map(Change::key).orElse(null));
        return "operations/task";
    }

    @GetMapping("/operations/tasks/{taskId}/fragment")
    String taskFragment(@PathVariable String taskId, Model model) {
        fillTask(taskId, model);
        return "operations/task :: live";
    }

    @GetMapping("/operations/tasks/{taskId}/timeline")
    String taskTimeline(@PathVariable String taskId, Model model) {
        fillTask(taskId, model);
        return "operations/task :: timeline";
    }

    private void fillList(Map<String, String> asked, Model model) {
        Map<String, Object> filter = new LinkedHashMap<>();
        FILTERS.forEach(name -> filter.put(name, asked.getOrDefault(name, "").strip()));
        filter.values().removeIf(""::equals);
        Map<String, Object> call = new LinkedHashMap<>(filter);
        call.put("cursor", asked.get("cursor"));
        JsonNode page = routes.call("list-tasks", call).orRefuse();
        List<TaskRow> tasks = new ArrayList<>();
        page.path("tasks").forEach(task -> tasks.add(TaskRow.of(task)));
        model.addAttribute("tasks", tasks);
        model.addAttribute("filter", filter);
        model.addAttribute("states", STATES);
        model.addAttribute("stores", stores.all());
        model.addAttribute("live", link("/operations/tasks/fragment", filter, asked.get("cursor")));
        model.addAttribute("isFirst", asked.getOrDefault("cursor", "").isBlank());
        model.addAttribute("first", link("/operations/tasks", filter, null));
        model.addAttribute("next", page.hasNonNull("cursor") ? link("/operations/tasks", filter, page.get("cursor").asText()) : null);
    }

    private void fillTask(String taskId, Model model) {
        JsonNode document = routes.call("show-task", Map.of("task_id", taskId)).orRefuse();
        TaskRow task = TaskRow.of(document);
        List<TimelineRow> timeline = new ArrayList<>();
        document.path("timeline").forEach(entry -> timeline.add(TimelineRow.of(entry)));
        model.addAttribute("task", task);
        model.addAttribute("timeline", timeline);
        model.addAttribute("storeName", task.storeId() == null ? null : stores.find(task.storeId()).map(store -> store.name()).orElse(null));
        model.addAttribute("ambiguities", document.path("ambiguities"));
        model.addAttribute("rejected", document.path("rejected_cabinets"));
        model.addAttribute("figures", document.path("figures"));
        model.addAttribute("changes", Change.offeredIn(task.state()));
    }

    private static String link(String path, Map<String, Object> filter, String cursor) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath(path);
        filter.keySet().forEach(name -> link.queryParam(name, "{" + name + "}"));
        if (cursor != null && !cursor.isBlank()) {
            link.queryParam("cursor", cursor);
        }
        return link.encode().buildAndExpand(filter).toUriString();
    }
}
