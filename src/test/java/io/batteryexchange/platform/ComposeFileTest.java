package io.batteryexchange.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * {@code config/compose/compose.yaml}. The schema is the Compose Specification's own (compose-spec, schema/compose-spec.json at 170098b, Apache-2.0),
 * kept here because the build asks nobody.
 */
class ComposeFileTest {

    private static final Path FOLDER = Path.of("config/compose");

    private final JsonNode compose = Yaml.file("config/compose/compose.yaml");

    @Test
    void keepsToTheComposeSpecification() {
        assertThat(schema().validate(compose)).isEmpty();
    }

    @Test
    void noUnknownFieldPasses() {
        ((ObjectNode) compose.at("/services/service")).put("enviroment", "misspelt");

        assertThat(schema().validate(compose)).isNotEmpty();
    }

    @Test
    void everyVariableIsASettingAndNoRequiredOneIsMissing() {
        Set<String> variables = new TreeSet<>();
        compose.at("/services/service/environment").fieldNames().forEachRemaining(variables::add);

        assertThat(Yaml.variables()).containsAll(variables);
        assertThat(variables).containsAll(Yaml.requiredVariables());
    }

    @Test
    void whatIsMountedIsThere() {
        for (JsonNode service : compose.path("services")) {
            for (JsonNode mount : service.path("volumes")) {
                String source = mount.asText().substring(0, mount.asText().indexOf(':'));
                if (source.startsWith(".")) {
                    assertThat(FOLDER.resolve(source)).exists();
                    assertThat(mount.asText()).endsWith(":ro");
                } else {
                    assertThat(compose.path("volumes").has(source)).isTrue();
                }
            }
        }
    }

    /** Tokens and passwords are for trying, so nobody else may reach what they open. */
    @Test
    void portsAreOpenToThisMachineOnly() {
        for (JsonNode service : compose.path("services")) {
            service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void prometheusScrapesTheServiceWithATokenOfItsOwn() {
        JsonNode job = Yaml.file("config/prometheus/prometheus.yml").at("/scrape_configs/0");

        assertThat(job.at("/static_configs/0/targets/0").asText()).isEqualTo("service:8080");
        assertThat(job.path("metrics_path").asText()).isEqualTo("/actuator/prometheus");
        assertThat(job.at("/oauth2/scopes/0").asText()).isEqualTo("operator");
        assertThat(job.at("/oauth2/client_secret").asText()).isEqualTo(compose.at("/services/sandbox/environment/SANDBOX_CLIENTSECRET").asText());
        assertThat(job.at("/oauth2/token_url").asText()).startsWith("http://sandbox:8090/");
        assertThat(Yaml.file("config/grafana/provisioning/datasources/prometheus.yaml").at("/datasources/0/url").asText()).isEqualTo("http://prometheus:9090");
    }

    private static JsonSchema schema() {
        try (InputStream text = ComposeFileTest.class.getResourceAsStream("/platform/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(text);
            schema.remove(List.of("$id", "$schema")); // the names are no addresses
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
