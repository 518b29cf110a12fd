package io.batteryexchange.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batteryexchange.sandbox.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChatsTest {

    private final Chats chats = new Chats();

    @Test
    void keepsAnUpdateUntilALaterOneIsAskedFor() throws Exception {
        long first = chats.write(1001, "/help").get("update_id").longValue();

        assertThat(chats.poll(0, 100, Duration.ZERO)).hasSize(1);
        assertThat(chats.poll(first, 100, Duration.ZERO)).as("not confirmed yet").hasSize(1);
        assertThat(chats.poll(first + 1, 100, Duration.ZERO)).isEmpty();
    }

    @Test
    void endsTheFirstOfTwoPollsAtOnce() {
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> {
            try {
                chats.poll(0, 100, Duration.ofSeconds(30));
                return "updates";
            } catch (Chats.PollTakenOver e) {
                return "conflict";
            } catch (InterruptedException e) {
                return "interrupted";
            }
        });
        await().until(chats::botListens);

        assertThat(CompletableFuture.runAsync(() -> {
            try {
                chats.poll(0, 100, Duration.ofMillis(100));
            } catch (Chats.PollTakenOver | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        })).succeedsWithin(Duration.ofSeconds(5));
        assertThat(first).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("conflict");
    }

    @Test
    void findsTheButtonsThatWereShownAfterAMessage() {
        chats.say(1001, "old", keyboard("old"));
        long asked = chats.write(1001, "/status abc").at("/message/message_id").longValue();
        chats.say(1001, "new", keyboard("issue acc-1"));
        chats.say(1002, "another chat", keyboard("issue acc-2"));

        assertThat(chats.buttonsSince(1001, asked)).singleElement().satisfies(b -> assertThat(b.mentions("acc-1")).isTrue());
    }

    @Test
    void takesAnAnswerToACallbackOnce() {
        long message = chats.say(1001, "?", keyboard("x")).get("message_id").longValue();
        String query = chats.press(1001, "x", message).at("/callback_query/id").textValue();

        assertThat(chats.answered(Json.object("callback_query_id", query))).isTrue();
        assertThat(chats.answered(Json.object("callback_query_id", query))).isFalse();
    }

    private static Object keyboard(String data) {
        return Json.tree(Map.of("inline_keyboard", List.of(List.of(Map.of("text", data, "callback_data", data)))));
    }
}
