package io.batteryexchange.storekeeper;

import io.batteryexchange.store.Store;
import io.batteryexchange.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.telegram.model.Chat;
import org.apache.camel.component.telegram.model.IncomingCallbackQuery;
import org.apache.camel.component.telegram.model.IncomingMessage;
import org.apache.camel.component.telegram.model.User;
import org.springframework.stereotype.Component;

/** Reads an update of the Bot API into variables, and finds out on whose task the person may act (spec, Storekeeper bot). */
@Component("storekeeperBot")
public class StorekeeperBot {

    private final Stores stores;
    private final TelegramClient telegram;

    StorekeeperBot(Stores stores, TelegramClient telegram) {
        this.stores = stores;
        this.telegram = telegram;
    }

    /**
     * Sets {@code command} (issue, return, status, help; none: nothing that is for us), {@code code}, {@code picked_task}, {@code accumulator_id},
     * {@code chat_id}, {@code handed_by}, {@code language}, {@code callback_query_id}.
     */
    public void read(Exchange exchange) {
        Object update = exchange.getMessage().getBody();
        exchange.setVariable("command", "none");
        if (update instanceof IncomingCallbackQuery pressed && pressed.getMessage() != null && pressed.getData() != null) {
            exchange.setVariable("callback_query_id", pressed.getId());
            read(exchange, pressed.getFrom(), pressed.getMessage().getChat(), Command.ofButton(pressed.getData()));
        } else if (update instanceof IncomingMessage written && isForUs(written)) {
            read(exchange, written.getFrom(), written.getChat(), written.getText() == null ? Command.HELP : Command.ofText(written.getText()));
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
    }

    /**
     * Of the rows in the body picks the task that is meant. Sets {@code found}: one (its columns are variables then), several (rows of the chat's own stores
     * in {@code candidates}), nothing, foreign (another store's task, columns as variables) or not_listed (no store lists the chat; columns where one task
     * is meant).
     */
    public void pick(Exchange exchange) {
        long chatId = exchange.getVariable("chat_id", Long.class);
        List<?> rows = exchange.getMessage().getBody(List.class);
        List<Map<?, ?>> own = new ArrayList<>();
        for (Object row : rows) {
            if (listed((String) ((Map<?, ?>) row).get("store_id"), chatId)) {
                own.add((Map<?, ?>) row);
            }
        }
        if (own.size() == 1) {
            found(exchange, "one", own.get(0));
        } else if (own.size() > 1) {
            exchange.setVariable("candidates", own);
            found(exchange, "several", Map.of());
        } else {
            Map<?, ?> only = rows.size() == 1 ? (Map<?, ?>) rows.get(0) : Map.of();
            String foreignOrNothing = only.isEmpty() ? "nothing" : "foreign";
            found(exchange, isListed(exchange) ? foreignOrNothing : "not_listed", only);
        }
    }

    /** Whether any store lists the chat of the update. */
    public boolean isListed(Exchange exchange) {
        long chatId = exchange.getVariable("chat_id", Long.class);
        return stores.all().stream().anyMatch(store -> store.telegramChats().contains(chatId));
    }

    private boolean listed(String storeId, long chatId) {
        return storeId != null && stores.find(storeId).map(Store::telegramChats).orElse(List.of()).contains(chatId);
    }

    private void read(Exchange exchange, User user, Chat chat, Command command) {
        exchange.setVariable("chat_id", Long.valueOf(chat.getId()));
        exchange.setVariable("handed_by", "telegram:" + chat.getId() + "/" + name(user));
        set(exchange, "language", user == null ? null : telegram.languageOf(user.getId()));
        exchange.setVariable("command", command.kind().word());
        set(exchange, "code", command.code());
        set(exchange, "picked_task", command.taskId());
        set(exchange, "accumulator_id", command.accumulatorId());
        set(exchange, "direction", switch (command.kind()) {
            case ISSUE -> "issued";
            case RETURN -> "returned";
            default -> null;
        });
        exchange.setVariable("action_kind", "storekeeper_action");
    }

    /** In a group people talk to each other; there only commands are ours. Who writes as a group or channel has no name, and does not act. */
    private static boolean isForUs(IncomingMessage message) {
        boolean isCommand = message.getText() != null && message.getText().startsWith("/");
        return message.getChat() != null && message.getFrom() != null && (isCommand || "private".equals(message.getChat().getType()));
    }

    private static String name(User user) {
        if (user == null) {
            return "unknown";
        }
        return user.getUsername() == null || user.getUsername().isBlank() ? String.valueOf(user.getId()) : user.getUsername();
    }

    private static void found(Exchange exchange, String found, Map<?, ?> row) {
        exchange.setVariable("found", found);
        row.forEach((column, value) -> set(exchange, column.toString(), value));
    }

    private static void set(Exchange exchange, String name, Object value) {
        if (value == null) {
            exchange.removeVariable(name);
        } else {
            exchange.setVariable(name, value);
        }
    }
}
