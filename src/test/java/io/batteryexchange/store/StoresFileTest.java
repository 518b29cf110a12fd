package io.batteryexchange.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batteryexchange.settings.SettingRefused;
import io.batteryexchange.settings.YamlFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoresFileTest {

    private static final String STORES = """
        stores:
          - id: grocery:123
            name: "Лавка"
            location: {lat: 55.733974, lon: 37.587093}
            address: "Москва, улица Льва Толстого, 16"
            contact: {name: "Дежурный", phone: "+70000000001", email: "store123@example.com"}
            telegram_chats: [1001, -1009999999999]
        """;

    @Test
    void readsAStore() {
        assertThat(read(STORES)).containsExactly(new Store("grocery:123", "Лавка", new Store.Location(55.733974, 37.587093),
            "Москва, улица Льва Толстого, 16", new Store.Contact("Дежурный", "+70000000001", "store123@example.com"), List.of(1001L, -1_009_999_999_999L)));
    }

    @Test
    void keepsTheOrderOfTheFile() {
        String store = STORES.substring(STORES.indexOf("  - id"));

        assertThat(read(STORES + store.replace("grocery:123", "grocery:9") + store.replace("grocery:123", "garage:1"))).extracting(Store::id)
            .containsExactly("grocery:123", "grocery:9", "garage:1");
    }

    @Test
    void theShippedFileIsRight() {
        YamlFile shipped = new YamlFile(Path.of("config/stores.yaml"), "STORES_FILE");

        assertThat(StoresFile.read(shipped, shipped.content())).isNotEmpty();
    }

    @Test
    void aStoreMayDoWithoutStorekeepersInTelegram() {
        assertThat(read(STORES.replaceAll(".*telegram_chats.*\n", "")).get(0).telegramChats()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"90, 180", "-90, -180", "0, 0"})
    void takesEveryPlaceOnEarth(String lat, String lon) {
        assertThat(read(STORES.replace("55.733974", lat).replace("37.587093", lon))).hasSize(1);
    }

    @ParameterizedTest(name = "{1} instead of {0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", value = {
        "id: grocery:123              | id: grocery                  | [0].id must look like grocery:123, but is 'grocery'.",
        "id: grocery:123              | id: 'grocery:1 2'            | [0].id must look like grocery:123, but is 'grocery:1 2'.",
        "id: grocery:123              | id: ''                       | [0].id must look like grocery:123, but is ''.",
        "id: grocery:123              | id:                          | [0].id must look like grocery:123, but is 'null'.",
        "name: \"Лавка\"              | name: ' '                    | [0] (grocery:123).name is missing.",
        "name: \"Лавка\"              | name:                        | [0] (grocery:123).name is missing.",
        "\"Москва, улица Льва Толстого, 16\" | ''                    | [0] (grocery:123).address is missing.",
        "location: {lat: 55.733974, lon: 37.587093} | location:      | [0] (grocery:123).location is missing.",
        "lat: 55.733974               | lat: 90.01                   | [0] (grocery:123).location.lat must be between -90 and 90, but is 90.01.",
        "lat: 55.733974               | lat: -90.01                  | [0] (grocery:123).location.lat must be between -90 and 90, but is -90.01.",
        "lat: 55.733974               | lat: NaN                     | [0] (grocery:123).location.lat must be between -90 and 90, but is NaN.",
        "lon: 37.587093               | lon: 180.01                  | [0] (grocery:123).location.lon must be between -180 and 180, but is 180.01.",
        "lon: 37.587093               | lon: -180.01                 | [0] (grocery:123).location.lon must be between -180 and 180, but is -180.01.",
        "\"Дежурный\"                 | ''                           | [0] (grocery:123).contact.name is missing.",
        "contact: {name: \"Дежурный\", phone: \"+70000000001\", email: \"store123@example.com\"} | contact: | [0] (grocery:123).contact.name is missing.",
        "\"+70000000001\"             | \"8 (000) 000-00-01\"        | [0] (grocery:123).contact.phone must look like +70000000001, but is '8 (000) 000-00-01'.",
        "\"+70000000001\"             | +70000000001x                | [0] (grocery:123).contact.phone must look like +70000000001, but is '+70000000001x'.",
        "phone: \"+70000000001\",     | none                         | [0] (grocery:123).contact.phone must look like +70000000001, but is 'null'.",
        "\"store123@example.com\"     | ''                           | [0] (grocery:123).contact.email is missing: the delivery service wants one at the source."})
    void refusesAWrongStoreWithFilePlaceAndReason(String right, String wrong, String reason) {
        String stores = STORES.replace(right, wrong == null ? "" : wrong);
        assertThat(stores).isNotEqualTo(STORES);

        assertThatThrownBy(() -> read(stores)).isInstanceOf(SettingRefused.class).hasMessage("File " + file() + ", stores" + reason);
    }

    @Test
    void refusesADuplicateId() {
        assertThatThrownBy(() -> read(STORES + STORES.substring(STORES.indexOf("  - id"))))
            .isInstanceOf(SettingRefused.class).hasMessage("File " + file() + ", stores[1] (grocery:123).id stands twice in the file.");
    }

    @ParameterizedTest(name = "{1} instead of {0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", value = {
        "lat: 55.733974               | lat: north                   | line 4, stores[0].location.lat: ",
        "lat: 55.733974               | lat:                         | line 4, stores[0].location.lat: ",
        ", lon: 37.587093             | none                         | line 4, stores[0].location.lon: ",
        "[1001, -1009999999999]       | [1.5]                        | line 7, stores[0].telegram_chats[0]: ",
        "[1001, -1009999999999]       | [storekeeper]                | line 7, stores[0].telegram_chats[0]: "})
    void refusesAValueOfTheWrongKindWithLineAndPlace(String right, String wrong, String place) {
        String stores = STORES.replace(right, wrong == null ? "" : wrong);
        assertThat(stores).isNotEqualTo(STORES);

        assertThatThrownBy(() -> read(stores)).isInstanceOf(SettingRefused.class).hasMessageStartingWith("File " + file() + " (setting STORES_FILE), " + place);
    }

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource(delimiter = '|', value = {
        "telegram_chats: [1001, -1009999999999] | telegram_chat: [1001]    | stores[0].telegram_chat",
        "lat: 55.733974                         | lat: 55.733974, alt: 150 | stores[0].location.alt",
        "stores:                                | shops:                   | shops"})
    void refusesAFieldThatNobodyKnows(String right, String wrong, String place) {
        assertThatThrownBy(() -> read(STORES.replace(right, wrong))).isInstanceOf(SettingRefused.class)
            .hasMessageStartingWith("File " + file() + " (setting STORES_FILE), " + place + " is unknown; known: [");
    }

    @Test
    void refusesARepeatedKeyInsteadOfTakingTheLastOne() {
        assertThatThrownBy(() -> read(STORES.replace("    address:", "    name: \"Другая\"\n    address:")))
            .isInstanceOf(SettingRefused.class).hasMessageStartingWith("File " + file() + " (setting STORES_FILE), line 5").hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stores: []", "stores:", "{}"})
    void refusesAFileWithoutStores(String content) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(SettingRefused.class).hasMessage("File " + file() + ", stores: there must be at least one store.");
    }

    @Test
    void refusesAnEmptyEntry() {
        assertThatThrownBy(() -> read(STORES + "  -\n")).isInstanceOf(SettingRefused.class).hasMessage("File " + file() + ", stores[1] is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "~", "stores: [", "stores:\n\t- id", "- a", "just text"})
    void refusesAFileThatIsNoStoresFile(String content) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(SettingRefused.class).hasMessageStartingWith("File " + file() + " (setting STORES_FILE)");
    }

    private static List<Store> read(String content) {
        return List.copyOf(StoresFile.read(new YamlFile(file(), "STORES_FILE"), content).values());
    }

    private static Path file() {
        return Path.of("some/stores.yaml");
    }
}
