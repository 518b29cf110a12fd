package io.batteryexchange.figures;

/**
 * One number, as a line of the export.
 *
 * @param storeId a store's id, {@code all} or {@code none} (it belongs to no store)
 * @param name    what is counted, see {@link Figures}
 * @param unit    of the value
 * @param label   what of it: a stage, a reason, a resolution, the beginning of an hour or day; else empty
 * @param value   a whole number or one with decimals
 */
public record Figure(String storeId, String name, String unit, String label, Number value) {
}
