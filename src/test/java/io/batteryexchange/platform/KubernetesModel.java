package io.batteryexchange.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;

/** Kubernetes' own description of its objects, as its Java client has it: unknown fields, missing ones and wrong types are refused. */
final class KubernetesModel {

    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    private KubernetesModel() {
    }

    /** @throws IllegalArgumentException an object that the API would not take */
    static void check(JsonNode object) {
        String version = object.path("apiVersion").asText().replaceFirst(".*/", "");
        String model = version.substring(0, 1).toUpperCase() + version.substring(1) + object.path("kind").asText();
        try {
            Class.forName(MODELS + model).getMethod("validateJsonElement", JsonElement.class).invoke(null, JsonParser.parseString(object.toString()));
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(model + " " + object.at("/metadata/name").asText() + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no such kind: " + object.path("apiVersion").asText() + " " + object.path("kind").asText(), e);
        }
    }
}
