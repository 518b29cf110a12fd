package io.batteryexchange.sandbox.ledger;

import java.util.Map;

/** Something that may be so for a while, but not for long. */
record Drift(String rule, String sentence, Map<String, String> ids) {

    String key() {
        return rule + " " + sentence + " " + ids;
    }
}
