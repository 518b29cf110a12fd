package io.batteryexchange.store;

import io.batteryexchange.settings.SettingRefused;
import io.batteryexchange.settings.YamlFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and checks {@code config/stores.yaml} (shape: contracts, deployment). */
record StoresFile(List<Store> stores) {

    private static final Pattern ID = Pattern.compile("[a-z]+:[A-Za-z0-9_-]+");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{7,15}");

    /** @throws SettingRefused with the file, the place and the reason */
    static List<Store> read(Path file) {
        List<Store> stores = YamlFile.read(file, StoresFile.class, "STORES_FILE").stores();
        if (stores == null || stores.isEmpty()) {
            throw new SettingRefused("File " + file + ", stores: there must be at least one store.");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < stores.size(); i++) {
            Store store = stores.get(i);
            String place = "File " + file + ", stores[" + i + "]";
            if (store == null) {
                throw new SettingRefused(place + " is empty.");
            }
            check(store.id() != null && ID.matcher(store.id()).matches(), place + ".id must look like grocery:123, but is '" + store.id() + "'.");
            place += " (" + store.id() + ")";
            check(ids.add(store.id()), place + ".id stands twice in the file.");
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
        return List.copyOf(stores);
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
