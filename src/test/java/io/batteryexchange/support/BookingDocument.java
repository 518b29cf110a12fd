package io.batteryexchange.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A booking document as scooter-accumulator tells it: cabinet c-7 of store grocery:123, no cells yet. */
public final class BookingDocument {

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private BookingDocument() {
        document.put("book_id", "b-1").put("cabinet_id", "c-7").put("store_id", "grocery:123").put("contractor_id", "courier-5");
        document.putArray("pickup_cells");
        document.putArray("return_cells");
        document.putArray("issued_by_hand");
        document.putArray("returned_by_hand");
    }

    public static BookingDocument booking() {
        return new BookingDocument();
    }

    /** One accumulator: a pickup cell {@code c-7/3} and a return cell {@code c-7/9}, both closed and untouched. */
    public static BookingDocument ofOne() {
        return booking().pickupCell("c-7/3", "closed").returnCell("c-7/9", "closed");
    }

    public BookingDocument pickupCell(String id, String state) {
        cell("pickup_cells", id, state).put("accumulator_id", "acc-" + id).put("charge_percent", 100).put("taken", false);
        return this;
    }

    public BookingDocument returnCell(String id, String state) {
        cell("return_cells", id, state).putNull("accumulator_id").putNull("charge_percent").put("returned", false);
        return this;
    }

    public BookingDocument broken(String id) {
        find(id).put("broken", true);
        return this;
    }

    public BookingDocument state(String id, String state) {
        find(id).put("state", state);
        return this;
    }

    public BookingDocument taken(String id) {
        find(id).put("taken", true);
        return this;
    }

    public BookingDocument returned(String id) {
        find(id).put("returned", true);
        return this;
    }

    public BookingDocument contractor(String id) {
        document.put("contractor_id", id);
        return this;
    }

    public BookingDocument issuedByHand(String accumulator) {
        document.withArray("issued_by_hand").add(accumulator);
        return this;
    }

    public BookingDocument returnedByHand(String accumulator) {
        document.withArray("returned_by_hand").add(accumulator);
        return this;
    }

    public JsonNode json() {
        return document;
    }

    private ObjectNode cell(String cells, String id, String state) {
        return document.withArray(cells).addObject().put("cell_id", id).put("state", state).put("broken", false);
    }

    private ObjectNode find(String id) {
        for (String cells : new String[] {"pickup_cells", "return_cells"}) {
            for (JsonNode cell : document.get(cells)) {
                if (cell.get("cell_id").asText().equals(id)) {
                    return (ObjectNode) cell;
                }
            }
        }
        throw new IllegalArgumentException("no cell " + id);
    }
}
