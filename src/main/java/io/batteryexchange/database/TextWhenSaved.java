package io.batteryexchange.database;

/** A variable whose text depends on when its statement runs, not on when it began to wait for its turn. */
public interface TextWhenSaved {

    String textWhenSaved();

    /** The text of such a variable; any other as it is. */
    static Object of(Object value) {
        return value instanceof TextWhenSaved later ? later.textWhenSaved() : value;
    }
}
