package io.batteryexchange.sandbox.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.orders.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the bundle's operator API by its contract. */
public final class OperatorClient {

    private static final int PAGE = 200;
    private static final int MOST_PAGES = 10_000;

    /** The operator API did not answer as it should. */
    public static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    private final BundleClient bundle;

    public OperatorClient(BundleClient bundle) {
        this.bundle = bundle;
    }

    /** All tasks without their timelines, by id. */
    public Map<String, JsonNode> tasks() throws Unreadable {
        Map<String, JsonNode> tasks = new LinkedHashMap<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = get("/operator/v1/tasks?limit=" + PAGE + cursor);
            JsonNode list = answer.path("tasks");
            if (!list.isArray()) {
                throw new Unreadable("tasks is no array: " + answer);
            }
            list.forEach(task -> tasks.put(task.path("task_id").asText(), task));
            if (!answer.hasNonNull("cursor")) {
                return tasks;
            }
            cursor = "&cursor=" + URLEncoder.encode(answer.get("cursor").asText(), StandardCharsets.UTF_8);
        }
        throw new Unreadable("the list of tasks has no end");
    }

    JsonNode task(String taskId) throws Unreadable {
        JsonNode task = get("/operator/v1/tasks/" + taskId);
        if (!task.path("timeline").isArray()) {
            throw new Unreadable("task " + taskId + " has no timeline");
        }
        return task;
    }

    JsonNode summary() throws Unreadable {
        return get("/operator/v1/summary");
    }

    /** The scopes for which manual mode is on; none where the bundle does not serve manual mode, for then nobody can switch it on. */
    JsonNode manualMode() throws Unreadable {
        Reply reply = bundle.send("operator", "operator", "ru", "GET", "/operator/v1/manual-mode", null);
        if (reply.status() == 404) {
            return MissingNode.getInstance();
        }
        if (!reply.ok()) {
            throw new Unreadable(reply.summary());
        }
        JsonNode answer = reply.json();
        if (!answer.path("scopes").isArray()) {
            throw new Unreadable("manual-mode has no scopes");
        }
        return answer.path("scopes");
    }

    private JsonNode get(String path) throws Unreadable {
        Reply reply = bundle.send("operator", "operator", "ru", "GET", path, null);
        if (!reply.ok()) {
            throw new Unreadable(reply.summary());
        }
        return reply.json();
    }
}
