package io.batteryexchange.flow.support;

import static io.batteryexchange.flow.support.Documents.array;
import static io.batteryexchange.flow.support.Documents.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.support.TestSecrets;
import java.util.ArrayList;
import java.util.List;

/** The Bot API with the chats of storekeepers: an update waits until a later reading confirms it. */
public final class TelegramStub {

    /** The route that reads; a test that wants it starts it. */
    public static final String BOT = "storekeeper-bot";
    public static final String TOKEN = TestSecrets.TELEGRAM_TOKEN;
    public static final String ROOT = "/telegram";
    public static final String UPDATES = ROOT + "/bot" + TOKEN + "/getUpdates";
    public static final String SEND = ROOT + "/bot" + TOKEN + "/sendMessage";
    public static final String ANSWER_PRESS = ROOT + "/bot" + TOKEN + "/answerCallbackQuery";
    private static final int LONGEST_WAIT_MS = 200;

    private final StubServer stub;
    private final List<ObjectNode> updates = new ArrayList<>();
    private long nextId = 1;

    TelegramStub(StubServer stub) {
        this.stub = stub;
    }

    void reset() {
        synchronized (this) {
            updates.clear();
        }
        stub.on(UPDATES, this::read);
        stub.on(SEND, request -> ok(object("message_id", 1, "chat", object("id", request.field("chat_id")), "text", request.field("text"))));
        stub.on(ANSWER_PRESS, request -> ok(true));
    }

    /** Somebody with a Telegram in Russian writes. */
    public void write(long chatId, String text) {
        write(chatId, "ru", text);
    }

    public void write(long chatId, String language, String text) {
        offer("message", message(chatId, language, text));
    }

    /** Somebody presses a button that says so. */
    public void press(long chatId, String data) {
        offer("callback_query", object("id", "press-" + nextId, "from", person(chatId, "ru"), "message", message(chatId, "ru", "earlier answer"),
            "chat_instance", "1", "data", data));
    }

    /** An update as a test has it. */
    public synchronized void offer(String kind, ObjectNode content) {
        updates.add(object("update_id", nextId++, kind, content));
        notifyAll();
    }

    /** The id of the newest update. */
    public synchronized long lastUpdate() {
        return nextId - 1;
    }

    /** What the bot said to chats, oldest first. */
    public List<JsonNode> said() {
        return stub.received(SEND).stream().map(Received::body).toList();
    }

    public static ObjectNode message(long chatId, String language, String text) {
        return object("message_id", 5, "date", 1_767_600_000, "chat", object("id", chatId, "type", chatId < 0 ? "group" : "private"),
            "from", person(chatId, language), "text", text);
    }

    private static ObjectNode person(long id, String language) {
        return object("id", Math.abs(id), "is_bot", false, "first_name", "Keeper", "username", "keeper" + Math.abs(id), "language_code", language);
    }

    private synchronized Answer read(Received request) throws InterruptedException {
        long offset = Long.parseLong(request.query().getOrDefault("offset", "0"));
        updates.removeIf(update -> update.get("update_id").asLong() < offset);
        if (updates.isEmpty()) {
            wait(LONGEST_WAIT_MS);
        }
        return ok(array(updates.stream().limit(Long.parseLong(request.query().get("limit"))).toList()));
    }

    private static Answer ok(Object result) {
        return Answer.ok(object("ok", true, "result", result));
    }
}
