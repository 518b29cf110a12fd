package io.batteryexchange.upstream;

/** A step needs a partner whose circuit is open at the moment; it is tried again when the circuit may have closed. */
public class PartnerDown extends RuntimeException {

    public PartnerDown(String sentence) {
        super(sentence);
    }
}
