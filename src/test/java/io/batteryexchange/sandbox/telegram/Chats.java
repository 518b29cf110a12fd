package io.batteryexchange.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batteryexchange.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Telegram's side of the storekeepers' chats: updates that wait for the bot, and everything the bot said. */
public final class Chats {

    private static final Duration BOT_IS_ALIVE = Duration.ofMinutes(2);

    private final List<ObjectNode> updates = new ArrayList<>();
    private final List<ObjectNode> sent = new ArrayList<>();
    private final List<ObjectNode> answeredCallbacks = new ArrayList<>();
    private final Set<String> openCallbacks = new HashSet<>();
    private long nextUpdate = 700_001;
    private long nextMessage = 1;
    private Instant polledAt = Instant.MIN;
    private long polls;

    /** A button under a message of the bot. */
    record Button(String text, String data, long messageId) {

        boolean mentions(String word) {
            return text.contains(word) || data.contains(word);
        }
    }

    /** Another poll has begun meanwhile: only one bot may read. */
    static final class PollTakenOver extends Exception {
    }

    /** A storekeeper writes. */
    public synchronized ObjectNode write(long chatId, String text) {
        ObjectNode message = message(chatId, user(chatId, false), text);
        return offer(Json.object("update_id", nextUpdate++, "message", message));
    }

    /** A storekeeper presses a button under the message with the given id. */
    public synchronized ObjectNode press(long chatId, String data, long messageId) {
        ObjectNode under = sent.stream().filter(m -> m.get("message_id").longValue() == messageId).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the bot sent no message " + messageId));
        openCallbacks.add("cb-" + nextUpdate);
        return offer(Json.object("update_id", nextUpdate, "callback_query", Json.object("id", "cb-" + nextUpdate++,
                "from", user(chatId, false), "message", under, "chat_instance", String.valueOf(chatId), "data", data)));
    }

    private ObjectNode offer(ObjectNode update) {
        updates.add(update);
        notifyAll();
        return update;
    }

    /** Updates from the given id on; those before it are confirmed and forgotten. Waits while there are none, or until another poll begins. */
    synchronized List<ObjectNode> poll(long offset, int limit, Duration wait) throws InterruptedException, PollTakenOver {
        long mine = ++polls;
        notifyAll();
        polledAt = Instant.now();
        updates.removeIf(u -> u.get("update_id").longValue() < offset);
        Instant end = polledAt.plus(wait);
        while (updates.isEmpty() && Instant.now().isBefore(end)) {
            wait(Math.max(1, Duration.between(Instant.now(), end).toMillis()));
            if (polls != mine) {
                throw new PollTakenOver();
            }
            polledAt = Instant.now();
        }
        return updates.stream().limit(limit).toList();
    }

    /** Whether the bot has confirmed the update that holds the given message of a storekeeper. */
    synchronized boolean confirmed(long messageId) {
        return updates.stream().noneMatch(u -> u.at("/message/message_id").longValue() == messageId);
    }

    /** The buttons that the bot has shown in a chat after the given message. */
    synchronized List<Button> buttonsSince(long chatId, long messageId) {
        List<Button> buttons = new ArrayList<>();
        for (ObjectNode message : sent) {
            if (message.at("/chat/id").longValue() == chatId && message.get("message_id").longValue() > messageId) {
                message.at("/reply_markup/inline_keyboard").forEach(row -> row.forEach(button -> buttons.add(new Button(
                        button.path("text").asText(), button.path("callback_data").asText(), message.get("message_id").longValue()))));
            }
        }
        return buttons;
    }

    synchronized ObjectNode say(long chatId, String text, Object replyMarkup) {
        ObjectNode message = message(chatId, user(1, true), text);
        if (replyMarkup != null) {
            message.set("reply_markup", Json.tree(replyMarkup));
        }
        sent.add(message);
        return message;
    }

    synchronized ObjectNode edit(long chatId, long messageId, String text, Object replyMarkup) {
        ObjectNode message = sent.stream().filter(m -> m.get("message_id").longValue() == messageId
                && m.at("/chat/id").longValue() == chatId).findFirst().orElse(null);
        if (message != null) {
            message.put("text", text);
            message.remove("reply_markup");
            if (replyMarkup != null) {
                message.set("reply_markup", Json.tree(replyMarkup));
            }
        }
        return message;
    }

    /** @return false when there is no such query, or it was answered before */
    synchronized boolean answered(ObjectNode callback) {
        boolean known = openCallbacks.remove(callback.get("callback_query_id").asText());
        if (known) {
            answeredCallbacks.add(callback);
        }
        return known;
    }

    /** Whether a bot reads what is written. */
    public synchronized boolean botListens() {
        return polledAt.plus(BOT_IS_ALIVE).isAfter(Instant.now());
    }

    /** What the control API shows. */
    public synchronized ObjectNode snapshot() {
        return Json.object("bot_listens", botListens(), "waiting_updates", updates, "sent", sent, "answered_callbacks", answeredCallbacks,
                "unanswered_callbacks", openCallbacks);
    }

    private ObjectNode message(long chatId, ObjectNode from, String text) {
        ObjectNode message = Json.object("message_id", nextMessage++, "from", from, "chat", Json.object("id", chatId, "type", "private"),
                "date", Instant.now().getEpochSecond(), "text", text);
        if (text.startsWith("/")) {
            int length = text.split("\\s", 2)[0].length();
            message.set("entities", Json.array(Stream.of(Json.object("type", "bot_command", "offset", 0, "length", length))));
        }
        return message;
    }

    private static ObjectNode user(long id, boolean bot) {
        return Json.present("id", id, "is_bot", bot, "first_name", bot ? "Обмен" : "Кладовщик",
                "username", bot ? "battery_exchange_bot" : "keeper" + id, "language_code", bot ? null : id % 3 == 0 ? "en" : "ru");
    }
}
