package io.batteryexchange.storekeeper;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.api.Texts;
import io.batteryexchange.storekeeper.Command.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.telegram.model.InlineKeyboardButton;
import org.apache.camel.component.telegram.model.InlineKeyboardMarkup;
import org.apache.camel.component.telegram.model.OutgoingCallbackQueryMessage;
import org.apache.camel.component.telegram.model.OutgoingTextMessage;
import org.springframework.stereotype.Component;

/** What the bot says, in the language of whoever asked: a text and buttons for what can be done next. */
@Component("botAnswers")
public class BotAnswers {

    private static final int LONGEST_TEXT = 4000;
    private static final String BUTTONS = "answer_buttons";
    private static final String TEXT = "answer_text";

    private final Texts texts;

    BotAnswers(Texts texts) {
        this.texts = texts;
    }

    public void help(Exchange exchange) {
        say(exchange, "help");
    }

    /** The one sentence for a chat that no store lists; it says the same whether the task exists or not. */
    public void notListed(Exchange exchange) {
        say(exchange, "not_listed", exchange.getVariable("chat_id", String.class));
    }

    /** Also said of another store's task. */
    public void nothing(Exchange exchange) {
        say(exchange, "nothing");
    }

    /** Asks which of variable {@code candidates} was meant, by what tells them apart. */
    public void which(Exchange exchange) {
        say(exchange, "several", exchange.getVariable("code", "", String.class));
        Kind kind = Kind.valueOf(exchange.getVariable("command", String.class).toUpperCase(Locale.ROOT));
        for (Object candidate : exchange.getVariable("candidates", List.class)) {
            Map<?, ?> task = (Map<?, ?>) candidate;
            offer(exchange, kind, task.get("task_id").toString(), exchange.getVariable("accumulator_id", String.class),
                "choice", known(task.get("car_number")), known(task.get("cabinet_id")));
        }
    }

    /** What became of a hand-over, by variables {@code hand_over} and {@code direction}. */
    public void handOver(Exchange exchange) {
        String outcome = exchange.getVariable("hand_over", String.class);
        String accumulatorId = exchange.getVariable("accumulator_id", String.class);
        String key = outcome.equals("wrong_state") ? outcome : outcome + "." + exchange.getVariable("direction", String.class);
        say(exchange, key, accumulatorId, known(exchange.getVariable("car_number")));
        offerStatus(exchange);
    }

    /** The task without its cells: nothing is booked. */
    public void statusWithoutBooking(Exchange exchange) {
        status(exchange, Optional.empty());
    }

    /** The task with its cells as variable {@code answer} has them. */
    public void status(Exchange exchange) {
        status(exchange, Optional.of(HandWork.read(exchange.getVariable("answer", JsonNode.class), exchange.getVariable("accumulator_before", String.class),
            exchange.getVariable("manual_mode", false, Boolean.class))));
    }

    public void cabinetSilent(Exchange exchange) {
        say(exchange, "cabinet_silent");
        offerStatus(exchange);
    }

    /** Nothing was recorded; the person must know. */
    public void failed(Exchange exchange) {
        exchange.removeVariable(BUTTONS);
        say(exchange, "failed");
    }

    /** Makes the answer to the press of a button, without which the button seems to hang. */
    public void toPress(Exchange exchange) {
        OutgoingCallbackQueryMessage answer = new OutgoingCallbackQueryMessage();
        answer.setChatId(exchange.getVariable("chat_id", String.class));
        answer.setCallbackQueryId(exchange.getVariable("callback_query_id", String.class));
        exchange.getMessage().setBody(answer);
    }

    /** Makes the message with text and buttons. */
    public void toChat(Exchange exchange) {
        OutgoingTextMessage answer = new OutgoingTextMessage();
        answer.setChatId(exchange.getVariable("chat_id", String.class));
        String text = exchange.getVariable(TEXT, String.class);
        answer.setText(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text);
        List<?> buttons = exchange.getVariable(BUTTONS, List.class);
        if (buttons != null) {
            InlineKeyboardMarkup.Builder keyboard = InlineKeyboardMarkup.builder();
            buttons.forEach(button -> keyboard.addRow(List.of((InlineKeyboardButton) button)));
            answer.setReplyMarkup(keyboard.build());
        }
        exchange.getMessage().setBody(answer);
    }

    private void status(Exchange exchange, Optional<HandWork> work) {
        Locale language = language(exchange);
        StringBuilder text = new StringBuilder(text(language, "status", known(exchange.getVariable("car_number")), text(language, "state." + exchange.getVariable("state")),
            known(exchange.getVariable("cabinet_id")), known(exchange.getVariable("performer_id"))));
        work.ifPresent(found -> {
            text.append('\n').append(text(language, "left", found.toIssue(), found.toTakeIn()));
            found.cells().forEach(cell -> text.append('\n').append(cell(language, cell)));
            if (!found.byHand().isEmpty()) {
                text.append('\n').append(text(language, "by_hand", String.join(", ", found.byHand())));
            }
        });
        exchange.setVariable(TEXT, text.toString());
        String taskId = exchange.getVariable("task_id", String.class);
        work.ifPresent(found -> {
            found.canBeIssued().forEach(id -> offer(exchange, Kind.ISSUE, taskId, id, "button.issue", id));
            found.canBeTakenIn().forEach(id -> offer(exchange, Kind.RETURN, taskId, id, "button.return", id));
        });
        offerStatus(exchange);
    }

    private String cell(Locale language, HandWork.Cell cell) {
        StringBuilder line = new StringBuilder(cell.id()).append(": ").append(text(language, cell.pickup() ? "cell.pickup" : "cell.return"))
            .append(", ").append(text(language, "cell." + cell.state()));
        if (cell.broken()) {
            line.append(", ").append(text(language, "cell.broken"));
        }
        if (cell.accumulatorId() != null) {
            line.append(", ").append(cell.accumulatorId());
        }
        if (cell.done()) {
            line.append(", ").append(text(language, cell.pickup() ? "cell.taken" : "cell.returned"));
        }
        return line.toString();
    }

    private void offerStatus(Exchange exchange) {
        offer(exchange, Kind.STATUS, exchange.getVariable("task_id", String.class), null, "button.status");
    }

    private void offer(Exchange exchange, Kind kind, String taskId, String accumulatorId, String key, Object... args) {
        List<Object> buttons = new ArrayList<>();
        if (exchange.getVariable(BUTTONS) != null) {
            buttons.addAll((List<?>) exchange.getVariable(BUTTONS, List.class));
        }
        Command.button(kind, taskId, accumulatorId).ifPresent(data ->
            buttons.add(InlineKeyboardButton.builder().text(text(language(exchange), key, args)).callbackData(data).build()));
        exchange.setVariable(BUTTONS, buttons);
    }

    private void say(Exchange exchange, String key, Object... args) {
        exchange.setVariable(TEXT, text(language(exchange), key, args));
    }

    private Locale language(Exchange exchange) {
        return texts.language(exchange.getVariable("language", String.class));
    }

    private String text(Locale language, String key, Object... args) {
        return texts.text(language, "bot." + key, args);
    }

    private static String known(Object value) {
        return value == null ? "—" : value.toString();
    }
}
