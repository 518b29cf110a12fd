package io.batteryexchange.flow.support;

import static io.batteryexchange.flow.support.Documents.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A booking as scooter-accumulator shows it. */
public final class BookingDocument {

    private final String cabinetId;
    private String contractorId = "courier-5";
    private final List<ObjectNode> pickup = new ArrayList<>();
    private final List<ObjectNode> giveBack = new ArrayList<>();

    private BookingDocument(String cabinetId) {
        this.cabinetId = cabinetId;
    }

    public static BookingDocument in(String cabinetId) {
        return new BookingDocument(cabinetId);
    }

    public BookingDocument contractor(String id) {
        contractorId = id;
        return this;
    }

    /** A closed cell that holds a charged accumulator. */
    public BookingDocument pickup(String cellId) {
        return pickup(cellId, "closed", false, false);
    }

    public BookingDocument pickup(String cellId, String state, boolean broken, boolean taken) {
        pickup.add(object("cell_id", cellId, "state", state, "broken", broken, "accumulator_id", taken ? null : "acc-new", "charge_percent", taken ? null : 100,
            "taken", taken));
        return this;
    }

    /** A closed empty cell for what comes back. */
    public BookingDocument giveBack(String cellId) {
        return giveBack(cellId, "closed", false, false);
    }

    public BookingDocument giveBack(String cellId, String state, boolean broken, boolean returned) {
        giveBack.add(object("cell_id", cellId, "state", state, "broken", broken, "accumulator_id", returned ? "acc-old" : null, "charge_percent", returned ? 17 : null,
            "returned", returned));
        return this;
    }

    public ObjectNode json(String bookId) {
        return object("book_id", bookId, "cabinet_id", cabinetId, "store_id", "grocery:123", "contractor_id", contractorId, "pickup_cells", pickup,
            "return_cells", giveBack, "issued_by_hand", List.of(), "returned_by_hand", List.of());
    }
}
