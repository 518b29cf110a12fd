package io.batteryexchange.cabinet;

import io.batteryexchange.experiment.NamedMethod;
import java.util.Comparator;

/**
 * A way to choose among the cabinets that are within the limits of an experiment and have a charged accumulator, named in
 * {@code config/experiments.yaml}. A new way is one class: a bean of this type.
 */
public interface SelectionMethod extends NamedMethod {

    /** The best cabinet first. No two cabinets are equal, so every node chooses the same. */
    Comparator<Candidate> bestFirst();
}
