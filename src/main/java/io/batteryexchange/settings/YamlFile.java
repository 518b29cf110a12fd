package io.batteryexchange.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a configuration file of ours strictly: an unknown or repeated field is a mistake, and the message says where. */
public final class YamlFile {

    private static final ObjectMapper YAML = YAMLMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .build();

    private YamlFile() {
    }

    /** @throws SettingRefused the file is missing, or is not what it should be; the message names file, place and reason */
    public static <T> T read(Path file, Class<T> type, String setting) {
        if (!Files.isReadable(file)) {
            throw new SettingRefused("File " + file + " (setting " + setting + ") can't be read.");
        }
        try {
            T content = YAML.readValue(Files.readString(file), type);
            if (content == null) {
                throw new SettingRefused("File " + file + " (setting " + setting + ") is empty.");
            }
            return content;
        } catch (JsonProcessingException e) {
            if (e instanceof UnrecognizedPropertyException unknown) {
                // Its location is the end of the object, not the field.
                throw new SettingRefused("File " + file + " (setting " + setting + ")" + path(unknown) + " is unknown; known: " + unknown.getKnownPropertyIds() + ".", e);
            }
            String place = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
            throw new SettingRefused("File " + file + " (setting " + setting + ")" + place + path + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SettingRefused("File " + file + " (setting " + setting + ") can't be read: " + e.getMessage(), e);
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? "" : ", " + path;
    }
}
