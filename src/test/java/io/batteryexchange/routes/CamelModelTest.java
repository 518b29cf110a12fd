package io.batteryexchange.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CamelModelTest {

    private static final String ROUTE = """
        - onException:
            id: failure
            exception: [java.io.IOException]
            steps: []
        - route:
            id: save
            from:
              id: save-in
              uri: direct:save
              steps:
                - to:
                    id: save-row
                    uri: sql:file:routes/sql/save.sql
                    parameters:
                      outputType: SelectOne
                      parametersCount: 3
                - log:
                    id: saved
                    message: "1.10"
        """;

    @TempDir
    private Path folder;

    @Test
    void anAddressInPartsIsAnotherModel() throws Exception {
        assertThat(model(ROUTE.replace("uri: direct:save", "uri: direct\n      parameters: {name: save}"))).isEqualTo(model(ROUTE)).contains("uri=\"direct:save\"");
        assertThat(model(ROUTE.replace("parameters:", "parameters:\n              query: file:routes/sql/save.sql").replace("sql:file:routes/sql/save.sql", "sql"))).isEqualTo(model(ROUTE));
    }

    @Test
    void theOrderOfOptionsMakesAnotherModel() throws Exception {
        assertThat(model(ROUTE.replace("outputType: SelectOne", "a: b").replace("parametersCount: 3", "outputType: SelectOne").replace("a: b", "parametersCount: 3"))).isEqualTo(model(ROUTE));
    }

    @ParameterizedTest
    @CsvSource({"outputType: SelectOne, outputType: SelectList", "parametersCount: 3, parametersCount: 4", "'\"1.10\"', 1.1", "id: saved, id: kept", "java.io.IOException, java.lang.Exception"})
    void aChangeIsNotInTheModel(String before, String after) throws Exception {
        assertThat(ROUTE).contains(before);
        assertThat(model(ROUTE.replace(before, after))).isNotEqualTo(model(ROUTE));
    }

    private String model(String text) throws Exception {
        return CamelModel.of(Files.writeString(folder.resolve("a.camel.yaml"), text));
    }
}
