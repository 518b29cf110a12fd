package io.batteryexchange.database;

/** A variable whose text depends on when its statement runs, not on when it began to wait for its turn. */
public interface TextWhenSaved {

    String textWhenSaved();
}
