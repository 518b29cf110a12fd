package io.batteryexchange.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code kubectl apply -k config} would send, where kubectl is installed; {@code -Dkubectl.required=true} fails where it is not. No cluster is asked. */
class RenderedKustomizationTest {

    @Test
    @Timeout(60)
    void everyObjectIsKnownAndEveryReferenceFindsItsConfigMap() throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator)).anyMatch(folder -> new File(folder, "kubectl").canExecute());
        assumeTrue(installed || Boolean.getBoolean("kubectl.required"), "kubectl is not installed");

        List<JsonNode> objects = Yaml.documents(rendered());

        objects.forEach(KubernetesModel::check);
        Set<String> maps = objects.stream().filter(object -> object.path("kind").asText().equals("ConfigMap")).map(object -> object.at("/metadata/name").asText())
            .collect(Collectors.toCollection(TreeSet::new));
        JsonNode deployment = objects.stream().filter(object -> object.path("kind").asText().equals("Deployment")).findFirst().orElseThrow();
        Set<String> used = new TreeSet<>();
        deployment.findValues("configMap").forEach(reference -> used.add(reference.path("name").asText()));
        deployment.findValues("configMapRef").forEach(reference -> used.add(reference.path("name").asText()));
        assertThat(used).isEqualTo(maps);
        assertThat(maps).filteredOn(name -> name.startsWith("battery-exchange-routes")).as("a changed route gives a new name").allMatch(name -> name.matches(".*-[a-z0-9]{10}"));
        assertThat(maps).contains("battery-exchange-stores");
    }

    private static String rendered() throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", "config").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(kubectl.exitValue()).isZero();
        return text;
    }
}
