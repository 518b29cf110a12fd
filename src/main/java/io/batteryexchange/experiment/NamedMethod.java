package io.batteryexchange.experiment;

/** A way to choose a cabinet, as far as experiments are concerned: something with a name. */
public interface NamedMethod {

    /** The name that experiments use. */
    String name();
}
