package io.batteryexchange.store;

import java.util.List;

/**
 * A grocery ({@code grocery:123}) or garage ({@code garage:321}) with one or more cabinets, as {@code config/stores.yaml} describes it.
 *
 * @param telegramChats chats whose storekeepers may act for this store
 */
public record Store(String id, String name, Location location, String address, Contact contact,
                    @com.fasterxml.jackson.annotation.JsonProperty("telegram_chats") List<Long> telegramChats) {

    /** Degrees, WGS 84. */
    public record Location(double lat, double lon) {
    }

    /** Whom the courier can ask; the delivery service wants an e-mail at the source. */
    public record Contact(String name, String phone, String email) {
    }

    public Store {
        telegramChats = telegramChats == null ? List.of() : List.copyOf(telegramChats);
    }
}
