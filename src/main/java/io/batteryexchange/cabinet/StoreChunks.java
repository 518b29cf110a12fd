package io.batteryexchange.cabinet;

import java.util.ArrayList;
import java.util.List;

/** Store ids in chunks that one availability call may ask about (contracts, scooter-accumulator): at most 200 ids, space separated, in their order. */
final class StoreChunks {

    private static final int STORES_A_CALL = 200;

    private StoreChunks() {
    }

    /** The chunks, as a list to take from; empty: no store. */
    static List<String> of(List<String> storeIds) {
        List<String> chunks = new ArrayList<>();
        for (int from = 0; from < storeIds.size(); from += STORES_A_CALL) {
            chunks.add(String.join(" ", storeIds.subList(from, Math.min(from + STORES_A_CALL, storeIds.size()))));
        }
        return chunks;
    }
}
