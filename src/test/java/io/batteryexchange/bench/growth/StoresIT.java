package io.batteryexchange.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.bench.support.Results;
import io.batteryexchange.bench.support.Size;
import io.batteryexchange.cabinet.CabinetSelection;
import io.batteryexchange.cabinet.TestSelection;
import io.batteryexchange.store.TestStores;
import io.batteryexchange.support.TestExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choice of stores for one swap in a city of ten stores, alone and as one city of a country of 10,000: the same stores are asked, the others only have to be passed over. */
class StoresIT {

    private static final int CITY = 10;
    private static final int COUNTRY = 10_000;
    private static final int SWAPS = Size.of(500, 3_000);
    private static final int ROUNDS = 5;
    /** A plan waits for six answers of partners and saves four times; one that selects within this does not notice. */
    private static final double MS = 2;

    @TempDir
    private Path folder;

    @Test
    void aCountryOfStoresIsPassedOverQuickly() throws IOException {
        Random random = new Random(7);
        List<String> city = IntStream.range(0, CITY).mapToObj(i -> TestStores.store("grocery:" + i, 55.7 + random.nextDouble() * 0.05, 37.5 + random.nextDouble() * 0.1)).toList();
        List<String> others = IntStream.range(CITY, COUNTRY).mapToObj(i -> TestStores.store("grocery:" + i, 43 + random.nextDouble() * 12, 30 + random.nextDouble() * 60)).toList();
        CabinetSelection few = selection("city", city);
        CabinetSelection many = selection("country", Stream.concat(city.stream(), others.stream()).toList());
        assertThat(chunks(many)).isEqualTo(chunks(few)).hasSize(1);

        double msOfFew = Double.MAX_VALUE;
        double msOfMany = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            msOfFew = Math.min(msOfFew, ms(few));
            msOfMany = Math.min(msOfMany, ms(many));
        }

        Results results = new Results("stores");
        results.atMost("choice of stores out of %,d, in ms".formatted(COUNTRY), msOfMany, MS, String.format(Locale.ROOT, "%.3f : %.3f ms (out of %d)", msOfMany, msOfFew, CITY));
        results.close();
    }

    private CabinetSelection selection(String name, List<String> stores) throws IOException {
        return TestSelection.of(Files.createDirectories(folder.resolve(name)), stores.toArray(String[]::new));
    }

    private static double ms(CabinetSelection selection) {
        long began = System.nanoTime();
        for (int i = 0; i < SWAPS; i++) {
            chunks(selection);
        }
        return (System.nanoTime() - began) / 1e6 / SWAPS;
    }

    private static List<?> chunks(CabinetSelection selection) {
        Exchange exchange = TestExchange.with("car_id", "car-1", "lat", 55.72, "lon", 37.55);
        selection.storesInReach(exchange);
        return exchange.getVariable("store_chunks", List.class);
    }
}
