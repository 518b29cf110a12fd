package io.batteryexchange.bench.screen;

import io.batteryexchange.bench.support.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * scooter-accumulator that answers at once, and the token issuer's keys, in a process of its own. Every booking is one of one accumulator that is not taken yet.
 *
 * <p>Arguments: port, a file with the issuer's keys (JWK set).
 */
public final class InstantPartner {

    private final String keys;
    private final Map<String, String> bookings = new HashMap<>();

    private InstantPartner(String keys) {
        this.keys = keys;
    }

    public static void main(String[] args) throws IOException {
        RawServer.serve(Integer.parseInt(args[0]), new InstantPartner(Files.readString(Path.of(args[1])))::answer);
    }

    private String answer(RawServer.Request request) {
        return switch (request.path()) {
            case "/scooter-accumulator/v1/cabinet/booking" -> bookings.computeIfAbsent(request.parameter("book_id"), InstantPartner::booking);
            case "/oauth2/jwks" -> keys;
            default -> null;
        };
    }

    /** Contracts, scooter-accumulator: the booking document. */
    private static String booking(String bookId) {
        return """
            {"book_id": "%s", "cabinet_id": "c-7", "store_id": "grocery:123", "contractor_id": "courier-5",
             "pickup_cells": [{"cell_id": "c-7/3", "state": "closed", "broken": false, "accumulator_id": "acc-91", "charge_percent": 100, "taken": false}],
             "return_cells": [{"cell_id": "c-7/9", "state": "closed", "broken": false, "accumulator_id": null, "charge_percent": null, "returned": false}],
             "issued_by_hand": [], "returned_by_hand": []}""".formatted(bookId);
    }
}
