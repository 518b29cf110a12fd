package io.batteryexchange.upstream;

import static io.batteryexchange.support.TestExchange.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.support.TestExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerContractsTest {

    private static final Pattern BEGUN = Pattern.compile("method: begin(?:Read)?\\('([^']+)'");

    private final AnswerContracts contracts = new AnswerContracts(new ObjectMapper());

    @Test
    void everyCallHasItsContractAndEveryContractItsCall() throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (String upstream : new String[] {"scooter-backend", "scooter-accumulator", "cargo"}) {
            BEGUN.matcher(Files.readString(Path.of("routes/upstream/" + upstream + ".camel.yaml"))).results().forEach(call -> wanted.add(AnswerContracts.file(call.group(1))));
        }
        Set<String> there;
        Path root = Path.of("src/main/resources");
        try (Stream<Path> files = Files.walk(root.resolve("schema/upstream"))) {
            there = files.filter(Files::isRegularFile).map(file -> "/" + root.relativize(file).toString().replace('\\', '/')).collect(Collectors.toCollection(TreeSet::new));
        }

        assertThat(there).hasSizeGreaterThan(20).isEqualTo(wanted);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', value = {
        "scooter-backend car/list                 | a list that is none        | {'cars': {}}",
        "scooter-backend car/list                 | a scooter without id       | {'cars': [{'number': 'x'}]}",
        "scooter-backend car/list                 | a line break in a number   | {'cars': [{'id': 'c', 'number': 'x\\u000aERROR forged'}]}",
        "scooter-backend car/list                 | an endless number          | {'cars': [{'id': 'c', 'number': 'LONG'}]}",
        "scooter-backend car/list                 | a cursor of another type   | {'cars': [], 'cursor': 5}",
        "scooter-backend car/info                 | a foreign scooter          | {'id': 'car-2', 'tags': []}",
        "scooter-backend car/info                 | no tags                    | {'id': 'car-1'}",
        "scooter-backend car/info                 | a latitude beyond the pole | {'id': 'car-1', 'tags': [], 'location': {'lat': 91, 'lon': 0}}",
        "scooter-backend car/details              | a foreign scooter          | {'id': 'car-2'}",
        "scooter-backend car/details              | more than full             | {'id': 'car-1', 'battery': {'level_percent': 101}}",
        "scooter-backend car/details              | online in words            | {'id': 'car-1', 'online': 'yes'}",
        "scooter-backend car/tags/add             | no id                      | {}",
        "scooter-accumulator cabinet/accumulator/available_for_booking | a count in words | {'cabinets': [{'cabinet_id': 'c', 'store_id': 's', 'available': '5'}]}",
        "scooter-accumulator cabinet/accumulator/book | no id                  | {'booking': 'b-1'}",
        "scooter-accumulator cabinet/booking      | a foreign booking          | {'book_id': 'b-2', 'cabinet_id': 'c', 'pickup_cells': [CELL], 'return_cells': []}",
        "scooter-accumulator cabinet/booking      | taken in words             | {'book_id': 'b-1', 'cabinet_id': 'c', 'pickup_cells': [{'cell_id': 'c/1', 'state': 'closed', 'broken': false, 'taken': 'true'}], 'return_cells': []}",
        "scooter-accumulator cabinet/booking      | a cell that tells nothing  | {'book_id': 'b-1', 'cabinet_id': 'c', 'pickup_cells': [{'cell_id': 'c/1'}], 'return_cells': []}",
        "scooter-accumulator cabinet/booking      | no cells                   | {'book_id': 'b-1', 'cabinet_id': 'c', 'pickup_cells': [], 'return_cells': []}",
        "scooter-accumulator cabinet/bookings     | a booking without cabinet  | {'bookings': [{'book_id': 'b'}]}",
        "scooter-accumulator cabinet/cell/open    | another cell               | {'cell_id': 'c/2', 'state': 'open'}",
        "scooter-accumulator cabinet/cell/open    | not open                   | {'cell_id': 'c/1', 'state': 'closed'}",
        "cargo claims/info                        | a foreign claim            | {'id': 'claim-2', 'status': 's', 'version': 1, 'revision': 1, 'route_points': [POINT, POINT]}",
        "cargo claims/info                        | a version in words         | {'id': 'claim-1', 'status': 's', 'version': '1', 'revision': 1, 'route_points': [POINT, POINT]}",
        "cargo claims/create                      | no points                  | {'id': 'claim-1', 'status': 's', 'version': 1, 'revision': 1, 'route_points': []}",
        "cargo claims/accept                      | a foreign claim            | {'id': 'claim-2', 'status': 'accepted'}",
        "cargo claims/cancel                      | a foreign claim            | {'id': 'claim-2', 'status': 'cancelled'}",
        "cargo claims/cancel-info                 | no terms                   | {}",
        "cargo claims/search                      | no list                    | {'claims': null}",
        "cargo claims/journal                     | an event without claim     | {'cursor': 'c', 'events': [{'operation_id': 1, 'change_type': 't', 'revision': 1}]}",
        "cargo claims/journal                     | no cursor                  | {'events': []}"})
    void refuses(String call, String lie, String answer) {
        assertThatThrownBy(() -> contracts.check(call, json(filled(answer)), asked())).as(lie).isInstanceOf(UpstreamAnswerUnusable.class)
            .hasMessageStartingWith(call + " answered unusably: ").hasMessageNotContaining("\n").hasMessageNotContaining("LONG");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "scooter-backend car/list                 | {'cars': [{'id': 'c', 'model': {'new': 'field'}}], 'cursor': null}",
        "scooter-backend car/info                 | {'id': 'car-1', 'tags': [{'tag_id': 't', 'tag': 'x', 'priority': 0}], 'tomorrow': [1]}",
        "scooter-backend car/details              | {'id': 'car-1', 'battery': null}",
        "scooter-backend car/command              | {}",
        "scooter-backend telematics/sensors       | {'values': [{'car_id': 'c', 'value': 'broken sensor'}]}",
        "scooter-accumulator cabinet/booking      | {'book_id': 'b-1', 'cabinet_id': 'c', 'contractor_id': null, 'pickup_cells': [CELL], 'return_cells': []}",
        "scooter-accumulator cabinet/cell/open    | {'cell_id': 'c/1', 'state': 'open'}",
        "cargo claims/info                        | {'id': 'claim-1', 'status': 'status_of_tomorrow', 'version': 1, 'revision': 1, 'route_points': [POINT, POINT], 'performer_info': {'courier_name': 'x'}}",
        "cargo claims/journal                     | {'cursor': 'c', 'events': [{'operation_id': 1, 'claim_id': 'x', 'change_type': 'tomorrow', 'revision': 1}]}"})
    void letsThrough(String call, String answer) {
        assertThatCode(() -> contracts.check(call, json(filled(answer)), asked())).doesNotThrowAnyException();
    }

    private static org.apache.camel.Exchange asked() {
        return TestExchange.with("car_id", "car-1", "book_id", "b-1", "cell_id", "c/1", "claim_id", "claim-1");
    }

    private static String filled(String answer) {
        return answer.replace("LONG", "x".repeat(10_000)).replace("CELL", "{'cell_id': 'c/1', 'state': 'closed', 'broken': false, 'taken': false}")
            .replace("POINT", "{'id': 17000000000001, 'type': 'source'}");
    }
}
