package io.batteryexchange.sandbox.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.wire.Answer;
import io.batteryexchange.sandbox.wire.Fault;
import io.batteryexchange.sandbox.wire.FaultyExchange;
import io.batteryexchange.sandbox.wire.Json;
import io.batteryexchange.sandbox.wire.Wire;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The Bot API, as far as a bot for storekeepers needs it: parameters as query, form or JSON, answers {@code {"ok": …}}. */
public final class BotApiServlet extends HttpServlet {

    private static final int LONGEST_POLL_S = 50;
    private static final int CONFLICT = 409;
    private static final Set<Fault> PLAYED = EnumSet.of(Fault.LATENCY, Fault.REFUSED, Fault.RESET_BEFORE, Fault.ERROR_BEFORE, Fault.ERROR_AFTER,
            Fault.LOST_ANSWER, Fault.SLOW, Fault.SLOW_BODY, Fault.TOO_MANY);
    private static final int LONGEST_CALLBACK_DATA = 64;

    /** An error answer. */
    private static final class BotError extends Exception {
        private final int status;

        BotError(int status, String description) {
            super(description);
            this.status = status;
        }
    }

    private final transient Chats chats;
    private final transient Wire wire;
    private final String prefix;

    public BotApiServlet(Chats chats, Wire wire, String token) {
        this.chats = chats;
        this.wire = wire;
        this.prefix = "/telegram/bot" + token + "/";
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getRequestURI().substring(request.getRequestURI().lastIndexOf('/') + 1);
        FaultyExchange exchange = new FaultyExchange("telegram " + method, request, response, wire.counters(),
                wire.faults().strike("telegram", method, PLAYED::contains));
        if (!exchange.before()) {
            return;
        }
        int status = 200;
        ObjectNode answer;
        try {
            if (!request.getRequestURI().startsWith(prefix)) {
                throw new BotError(401, "Unauthorized");
            }
            answer = Json.object("ok", true, "result", call(method, parameters(request)));
        } catch (BotError e) {
            status = e.status;
            answer = Json.object("ok", false, "error_code", status, "description", e.getMessage());
            if (status != CONFLICT) {
                wire.violations().add("telegram " + method, e.getMessage(), request.getQueryString());
            }
        }
        if (exchange.after(String.valueOf(status))) {
            wire.counters().add("telegram " + method, String.valueOf(status));
            exchange.write(Answer.of(status, answer));
        }
    }

    private Object call(String method, JsonNode p) throws BotError {
        return switch (method) {
            case "getMe" -> Json.object("id", 1, "is_bot", true, "first_name", "Обмен", "username", "battery_exchange_bot");
            case "getUpdates" -> updates(p);
            case "sendMessage" -> chats.say(number(p, "chat_id"), text(p), markup(p));
            case "editMessageText" -> edit(p);
            case "answerCallbackQuery" -> {
                required(p, "callback_query_id");
                if (!chats.answered((ObjectNode) p)) {
                    throw new BotError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
                }
                yield true;
            }
            case "setMyCommands", "deleteWebhook", "deleteMyCommands", "sendChatAction", "editMessageReplyMarkup", "close", "logOut" -> true;
            default -> throw new BotError(404, "Not Found");
        };
    }

    private Object updates(JsonNode p) throws BotError {
        int seconds = Math.min(LONGEST_POLL_S, p.path("timeout").asInt(0));
        try {
            return chats.poll(p.path("offset").asLong(0), p.path("limit").asInt(100), Duration.ofSeconds(seconds));
        } catch (Chats.PollTakenOver e) {
            throw new BotError(CONFLICT, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BotError(500, "Internal Server Error");
        }
    }

    private Object edit(JsonNode p) throws BotError {
        ObjectNode message = chats.edit(number(p, "chat_id"), number(p, "message_id"), text(p), markup(p));
        if (message == null) {
            throw new BotError(400, "Bad Request: message to edit not found");
        }
        return message;
    }

    private static String text(JsonNode p) throws BotError {
        String text = required(p, "text");
        if (text.isBlank() || text.length() > 4096) {
            throw new BotError(400, "Bad Request: message text is empty or too long");
        }
        return text;
    }

    private static JsonNode markup(JsonNode p) throws BotError {
        JsonNode markup = p.get("reply_markup");
        if (markup == null || markup.isNull()) {
            return null;
        }
        JsonNode keyboard = markup.isTextual() ? parse(markup.textValue()) : markup;
        for (JsonNode row : keyboard.path("inline_keyboard")) {
            for (JsonNode button : row) {
                int bytes = button.path("callback_data").asText("").getBytes(StandardCharsets.UTF_8).length;
                if (button.path("text").asText("").isBlank() || bytes == 0 || bytes > LONGEST_CALLBACK_DATA) {
                    throw new BotError(400, "Bad Request: BUTTON_DATA_INVALID");
                }
            }
        }
        return keyboard;
    }

    private static long number(JsonNode p, String name) throws BotError {
        try {
            return Long.parseLong(required(p, name));
        } catch (NumberFormatException e) {
            throw new BotError(400, "Bad Request: " + name + " is no number");
        }
    }

    private static String required(JsonNode p, String name) throws BotError {
        if (!p.hasNonNull(name)) {
            throw new BotError(400, "Bad Request: " + name + " is missing");
        }
        return p.get(name).asText();
    }

    private static JsonNode parameters(HttpServletRequest request) throws IOException, BotError {
        ObjectNode all = Json.object();
        request.getParameterMap().forEach((name, values) -> all.put(name, values[0]));
        if (request.getContentType() != null && request.getContentType().startsWith("application/json")) {
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!body.isBlank() && parse(body) instanceof ObjectNode object) {
                all.setAll(object);
            }
        }
        return all;
    }

    private static JsonNode parse(String text) throws BotError {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BotError(400, "Bad Request: can't parse JSON");
        }
    }
}
