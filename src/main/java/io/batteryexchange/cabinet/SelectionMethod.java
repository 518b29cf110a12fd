package io.batteryexchange.cabinet;

import io.batteryexchange.experiment.Experiment;
import java.util.List;

/** A way to choose cabinets, named in {@code config/experiments.yaml}. A new way is one class: a bean of this type. */
public interface SelectionMethod {

    /** The name that experiments use. */
    String name();

    /** The cabinets worth asking for a booking, best first. */
    List<Candidate> rank(List<Candidate> cabinets, Experiment.Params params);
}
