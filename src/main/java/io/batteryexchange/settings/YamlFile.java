package io.batteryexchange.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A configuration file of ours, read strictly: an unknown or repeated field is a mistake, and the message says where.
 *
 * @param setting the environment variable that names the file
 */
public record YamlFile(Path path, String setting) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .build();

    /** @throws SettingRefused the file is missing or can't be read */
    public String content() {
        if (!Files.isReadable(path)) {
            throw new SettingRefused(name() + " can't be read.");
        }
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new SettingRefused(name() + " is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new SettingRefused(name() + " can't be read: " + e.getMessage(), e);
        }
    }

    /** @throws SettingRefused the content is not what it should be; the message names file, place and reason in one line */
    public <T> T parse(String content, Class<T> type) {
        try {
            T parsed = YAML.readValue(content, type);
            if (parsed == null) {
                throw new SettingRefused(name() + " is empty.");
            }
            return parsed;
        } catch (UnrecognizedPropertyException e) {
            // Its location is the end of the object, not the field.
            throw new SettingRefused(name() + place(e) + " is unknown; known: " + e.getKnownPropertyIds() + ".", e);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof MarkedYAMLException unreadable && unreadable.getProblemMark() != null) {
                // The location is where the reader stood before, and the message a paragraph with an excerpt.
                throw new SettingRefused(name() + ", line " + (unreadable.getProblemMark().getLine() + 1) + ": " + unreadable.getProblem() + ".", e);
            }
            String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            String place = e instanceof JsonMappingException mapping ? place(mapping) : "";
            throw new SettingRefused(name() + line + place + ": " + e.getOriginalMessage().strip().replaceAll("\\s*\\R\\s*", " "), e);
        }
    }

    private String name() {
        return "File " + path + " (setting " + setting + ")";
    }

    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            } else {
                place.append('[').append(step.getIndex()).append(']');
            }
        }
        return place.isEmpty() ? "" : ", " + place;
    }
}
