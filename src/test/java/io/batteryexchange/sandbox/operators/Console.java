package io.batteryexchange.sandbox.operators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.orders.Reply;
import io.batteryexchange.sandbox.wire.CallCounters;
import io.batteryexchange.sandbox.wire.ContractViolations;
import io.batteryexchange.sandbox.wire.Json;

/** The changing half of the operator API, by its contract. What it must not answer is counted as a contract violation. */
final class Console {

    private static final String CLIENT = "operator";

    private final BundleClient bundle;
    private final CallCounters counters;
    private final ContractViolations violations;

    Console(BundleClient bundle, CallCounters counters, ContractViolations violations) {
        this.bundle = bundle;
        this.counters = counters;
        this.violations = violations;
    }

    /** @return whether it is done; if not, the task was in another state by then */
    boolean change(JsonNode task, String what, ObjectNode body, String reason) {
        return send("POST", "/operator/v1/tasks/" + task.path("task_id").asText() + "/" + what, what, body.put("reason", reason));
    }

    /** Like {@link #change}, and then once more: the same change again on a task that is there already is 200. */
    boolean changeTwice(JsonNode task, String what, ObjectNode body, String reason) {
        boolean done = change(task, what, body, reason);
        if (done && !change(task, what, body, reason)) {
            violations.add("bundle " + what, "the same change again was refused", task.path("task_id").asText() + " " + body);
        }
        return done;
    }

    boolean manualMode(String scope, boolean on, String reason) {
        return send("PUT", "/operator/v1/manual-mode", "manual mode " + (on ? "on" : "off"),
                Json.object("scope", scope, "on", on, "reason", reason));
    }

    private boolean send(String method, String path, String what, ObjectNode body) {
        Reply reply = bundle.send(CLIENT, CLIENT, "ru", method, path, body);
        counters.add("operators " + what, String.valueOf(reply.status()));
        boolean notServedYet = reply.status() == 404 && reply.code().equals("not_found");
        boolean otherState = reply.status() == 409 && reply.code().equals("wrong_state");
        if (!reply.ok() && !otherState && !notServedYet && reply.status() != 0 && reply.status() != 503) {
            violations.add("bundle " + reply.call(), "an operator's change was answered with what the contract does not know", reply.summary());
        }
        return reply.ok();
    }
}
