package io.batteryexchange.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;

/** {@code config/kubernetes} and the kustomizations that go with it. */
class KubernetesFilesTest {

    private static final String FOLDER = "config/kubernetes/";
    private static final int LARGEST_CONFIG_MAP = 1024 * 1024;

    private final JsonNode deployment = Yaml.file(FOLDER + "deployment.yaml");
    private final JsonNode pod = deployment.at("/spec/template/spec");
    private final JsonNode container = pod.at("/containers/0");

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "service", "service-account", "pod-disruption-budget"})
    void isAnObjectThatKubernetesKnows(String name) {
        KubernetesModel.check(Yaml.file(FOLDER + name + ".yaml"));
    }

    @Test
    void noUnknownFieldPasses() {
        ((ObjectNode) container).put("readynessProbe", "misspelt");

        assertThatIllegalArgumentException().isThrownBy(() -> KubernetesModel.check(deployment)).withMessageContaining("readynessProbe");
    }

    @Test
    void noFileIsForgotten() throws IOException {
        List<String> inBase = texts(Yaml.file("config/kustomization.yaml").path("resources"));
        try (Stream<Path> files = Files.list(Path.of(FOLDER))) {
            assertThat(files.map(file -> "kubernetes/" + file.getFileName()).filter(file -> !file.endsWith("service-monitor.yaml")))
                .allSatisfy(file -> assertThat(inBase).contains(file));
        }
        assertThat(inBase).contains("../routes").allSatisfy(resource -> assertThat(Path.of("config", resource)).exists());
    }

    /** A file that is not listed would be missing on every node. */
    @Test
    void theConfigMapsHoldEveryRouteAndStatement() throws IOException {
        Map<String, Set<String>> listed = new TreeMap<>();
        Yaml.file("routes/kustomization.yaml").path("configMapGenerator")
            .forEach(map -> listed.put(map.path("name").asText(), new TreeSet<>(texts(map.path("files")))));

        assertThat(listed).isEqualTo(routeFiles());
    }

    /** Kubernetes takes no more, and a key may not be a path. */
    @Test
    void noConfigMapIsTooLarge() throws IOException {
        for (Collection<String> files : routeFiles().values()) {
            long size = 0;
            for (String file : files) {
                size += Files.size(Path.of("routes", file));
            }
            assertThat(size).isLessThan(LARGEST_CONFIG_MAP * 3 / 4);
            assertThat(files).allSatisfy(file -> assertThat(Path.of(file).getFileName().toString()).matches("[-._a-zA-Z0-9]+"));
        }
    }

    @Test
    void everyConfigMapOfRoutesIsMountedAsItsFolder() throws IOException {
        Map<String, String> folders = new TreeMap<>();
        mounts().forEach((path, mount) -> {
            if (path.startsWith("/app/routes/")) {
                String folder = path.substring("/app/routes/".length());
                folders.put(volume(mount.path("name").asText()).at("/configMap/name").asText(), mount.has("subPath") ? "" : folder);
            }
        });

        Map<String, String> wanted = new TreeMap<>();
        routeFiles().keySet().forEach(map -> wanted.put(map, map.replaceFirst("^battery-exchange-routes-?", "")));
        assertThat(folders).isEqualTo(wanted);
        assertThat(mounts().get("/app/routes/errors.camel.yaml").path("subPath").asText()).isEqualTo("errors.camel.yaml");
        assertThat(routeFiles().get("battery-exchange-routes")).as("mounted one by one").containsExactly("errors.camel.yaml");
    }

    @Test
    void theFolderConfigHoldsWhatTheServiceReads() {
        List<String> generated = new ArrayList<>();
        Yaml.file("config/kustomization.yaml").path("configMapGenerator").forEach(map -> generated.addAll(texts(map.path("files"))));
        assertThat(generated).containsExactlyInAnyOrder("application.yaml", "stores.yaml", "experiments.yaml");

        JsonNode sources = volume(mounts().get("/app/config").path("name").asText()).at("/projected/sources");
        assertThat(StreamSupport.stream(sources.spliterator(), false).map(source -> source.at("/configMap/name").asText()))
            .containsExactly("battery-exchange-application", "battery-exchange-stores");
    }

    /** A misspelt variable would be taken for nobody's. */
    @Test
    void everyVariableIsASettingAndNoRequiredOneIsMissing() {
        Set<String> variables = new TreeSet<>();
        container.path("env").forEach(variable -> variables.add(variable.path("name").asText()));
        for (JsonNode map : Yaml.file("config/kustomization.yaml").path("configMapGenerator")) {
            texts(map.path("literals")).forEach(literal -> variables.add(literal.substring(0, literal.indexOf('='))));
        }

        assertThat(Yaml.variables()).containsAll(variables);
        assertThat(variables).containsAll(Yaml.requiredVariables());
    }

    @Test
    void whatIsSecretComesFromTheSecret() {
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asText();
            if (name.matches(".*(TOKEN|PASSWORD|SECRET|USERNAME)")) {
                assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).as(name).isEqualTo("battery-exchange");
                assertThat(variable.at("/valueFrom/secretKeyRef/optional").asBoolean()).as(name).isEqualTo(!Yaml.requiredVariables().contains(name));
            }
        }
        assertThat(Yaml.text("config/kustomization.yaml")).doesNotContainIgnoringCase("token=").doesNotContainIgnoringCase("password=").doesNotContainIgnoringCase("secret=");
    }

    @Test
    void portsAndProbesFitTheService() {
        JsonNode port = container.at("/ports/0");
        assertThat(port.path("containerPort").asText()).isEqualTo(setting("/server/port"));
        assertThat(Yaml.file(FOLDER + "service.yaml").at("/spec/ports/0/targetPort").asText()).isEqualTo(port.path("name").asText());
        assertThat(Yaml.file(FOLDER + "service-monitor.yaml").at("/spec/endpoints/0/port").asText()).isEqualTo(port.path("name").asText());
        Map<String, String> probes = new LinkedHashMap<>();
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            probes.put(probe, container.at("/" + probe + "/httpGet/path").asText());
            assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo(port.path("name").asText());
        }
        assertThat(probes).isEqualTo(Map.of("startupProbe", "/actuator/health/liveness", "livenessProbe", "/actuator/health/liveness",
            "readinessProbe", "/actuator/health/readiness"));
    }

    @Test
    void aStoppedNodeHasTimeToHandItsWorkBack() {
        Duration phase = DurationStyle.detectAndParse(setting("/spring/lifecycle/timeout-per-shutdown-phase"));
        int preStop = container.at("/lifecycle/preStop/exec/command/1").asInt();

        assertThat(Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asInt())).isGreaterThan(phase.multipliedBy(2).plusSeconds(preStop));
        assertThat(phase).as("the routes' own time").isGreaterThan(Duration.ofSeconds(Long.parseLong(setting("/camel/main/shutdown-timeout"))));
        assertThat(preStop).isBetween(1, 10);
    }

    @Test
    void twoNodesAreNeverDownTogetherByPlan() {
        assertThat(deployment.at("/spec/replicas").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
        assertThat(Yaml.file(FOLDER + "pod-disruption-budget.yaml").at("/spec/maxUnavailable").asInt()).isEqualTo(1);
        assertThat(texts(pod.path("topologySpreadConstraints"), "topologyKey")).contains("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    }

    @Test
    void theServiceCanChangeNothingOfItsContainer() {
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(Yaml.text("Dockerfile")).contains("\nUSER " + pod.at("/securityContext/runAsUser").asText() + ":" + pod.at("/securityContext/runAsGroup").asText() + "\n");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(texts(container.at("/securityContext/capabilities/drop"))).containsExactly("ALL");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).as("they are environment variables, as settings are").isFalse();
        assertThat(volume(mounts().get("/tmp").path("name").asText()).has("emptyDir")).isTrue();
    }

    @Test
    void selectorsFindThePods() {
        ObjectNode labels = (ObjectNode) deployment.at("/spec/template/metadata/labels");
        List<JsonNode> selectors = new ArrayList<>(List.of(deployment.at("/spec/selector/matchLabels"), Yaml.file(FOLDER + "service.yaml").at("/spec/selector"),
            Yaml.file(FOLDER + "pod-disruption-budget.yaml").at("/spec/selector/matchLabels")));
        pod.path("topologySpreadConstraints").forEach(constraint -> selectors.add(constraint.at("/labelSelector/matchLabels")));

        assertThat(selectors).allSatisfy(selector -> assertThat(selector.properties()).isNotEmpty().isSubsetOf(labels.properties()));
    }

    private static Map<String, Set<String>> routeFiles() throws IOException {
        Map<String, Set<String>> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(Path.of("routes"))) {
            all.map(Path.of("routes")::relativize).map(Path::toString).filter(name -> name.endsWith(".camel.yaml") || name.endsWith(".sql")).forEach(name -> {
                String folder = name.contains("/") ? "-" + name.substring(0, name.lastIndexOf('/')).replace('/', '-') : "";
                files.computeIfAbsent("battery-exchange-routes" + folder, any -> new TreeSet<>()).add(name);
            });
        }
        return files;
    }

    private Map<String, JsonNode> mounts() {
        Map<String, JsonNode> mounts = new LinkedHashMap<>();
        container.path("volumeMounts").forEach(mount -> assertThat(mounts.put(mount.path("mountPath").asText(), mount)).isNull());
        return mounts;
    }

    private JsonNode volume(String name) {
        return StreamSupport.stream(pod.path("volumes").spliterator(), false).filter(volume -> volume.path("name").asText().equals(name)).findFirst().orElseThrow();
    }

    /** The default of a setting: of {@code ${NAME:8080}} the 8080. */
    private static String setting(String pointer) {
        return Yaml.file("config/application.yaml").at(pointer).asText().replaceFirst("^\\$\\{[A-Z_]+:(.*)}$", "$1");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false).map(entry -> entry.path(field).asText()).toList();
    }
}
