package io.batteryexchange.store;

import io.batteryexchange.settings.SettingRefused;
import io.batteryexchange.settings.YamlFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads and checks {@code config/stores.yaml} (shape: contracts, deployment). */
record StoresFile(List<Store> stores) {

    private static final Pattern ID = Pattern.compile("[a-z]+:[A-Za-z0-9_-]+");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{7,15}");

    /**
     * The stores by id, in the file's order.
     *
     * @throws SettingRefused with the file, the place and the reason
     */
    static Map<String, Store> read(YamlFile file, String content) {
        List<Store> stores = file.parse(content, StoresFile.class).stores();
        if (stores == null || stores.isEmpty()) {
            throw new SettingRefused("File " + file.path() + ", stores: there must be at least one store.");
        }
        Map<String, Store> byId = new LinkedHashMap<>();
        for (int i = 0; i < stores.size(); i++) {
            Store store = stores.get(i);
            String place = "File " + file.path() + ", stores[" + i + "]";
            if (store == null) {
                throw new SettingRefused(place + " is empty.");
            }
            check(store.id() != null && ID.matcher(store.id()).matches(), place + ".id must look like grocery:123, but is '" + store.id() + "'.");
            place += " (" + store.id() + ")";
            check(byId.put(store.id(), store) == null, place + ".id stands twice in the file.");
            check(filled(store.name()), place + ".name is missing.");
            check(filled(store.address()), place + ".address is missing.");
            check(store.location() != null, place + ".location is missing.");
            double lat = store.location().lat();
            double lon = store.location().lon();
            check(lat >= -90 && lat <= 90, place + ".location.lat must be between -90 and 90, but is " + lat + ".");
            check(lon >= -180 && lon <= 180, place + ".location.lon must be between -180 and 180, but is " + lon + ".");
            check(store.contact() != null && filled(store.contact().name()), place + ".contact.name is missing.");
            check(store.contact().phone() != null && PHONE.matcher(store.contact().phone()).matches(),
                place + ".contact.phone must look like +70000000001, but is '" + store.contact().phone() + "'.");
            check(filled(store.contact().email()), place + ".contact.email is missing: the delivery service wants one at the source.");
        }
        return Collections.unmodifiableMap(byId);
    }

    private static boolean filled(String text) {
        return text != null && !text.isBlank();
    }

    private static void check(boolean right, String sentence) {
        if (!right) {
            throw new SettingRefused(sentence);
        }
    }
}
