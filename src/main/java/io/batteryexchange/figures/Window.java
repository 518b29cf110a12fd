package io.batteryexchange.figures;

import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.api.ApiRequest;
import java.util.regex.Pattern;

/**
 * Whose figures of which time.
 *
 * @param hours the last so many hours, 1 to 744 (a month)
 * @param store a store's id; null: all stores
 */
public record Window(int hours, String store) {

    private static final int LONGEST = 744;
    private static final String DEFAULT = "24";
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,3}");

    /**
     * Reads the parameters of a request.
     *
     * @param hours null or empty: 24
     * @param store null or empty: all stores
     * @throws ApiRefusal 400 {@code bad_request} that names the parameter
     */
    public static Window of(String hours, String store) {
        String asked = hours == null || hours.isEmpty() ? DEFAULT : hours;
        if (!HOURS.matcher(asked).matches() || Integer.parseInt(asked) < 1 || Integer.parseInt(asked) > LONGEST) {
            throw new ApiRefusal(400, "bad_request", "hours");
        }
        if (store != null && !store.isEmpty() && !ApiRequest.isId(store)) {
            throw new ApiRefusal(400, "bad_request", "store");
        }
        return new Window(Integer.parseInt(asked), store == null || store.isEmpty() ? null : store);
    }
}
