package io.batteryexchange.sandbox.city;

import java.util.ArrayList;
import java.util.List;

/** A grocery or garage with cabinets. */
public final class Store {

    private final String id;
    private final String name;
    private final Position position;
    private final List<Long> telegramChats;
    private final List<Cabinet> cabinets = new ArrayList<>();

    public Store(String id, String name, Position position, List<Long> telegramChats) {
        this.id = id;
        this.name = name;
        this.position = position;
        this.telegramChats = telegramChats;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Position position() {
        return position;
    }

    public List<Long> telegramChats() {
        return telegramChats;
    }

    public List<Cabinet> cabinets() {
        return cabinets;
    }
}
