package io.batteryexchange.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What a piece of JSON must look like. Problems are told as place and reason. */
@FunctionalInterface
public interface Shape {

    void check(String place, JsonNode value, BiConsumer<String, String> problem);

    static Shape anything() {
        return (place, value, problem) -> { };
    }

    static Shape text() {
        return text(1, Integer.MAX_VALUE);
    }

    static Shape text(int shortest, int longest) {
        return (place, value, problem) -> {
            if (!value.isTextual()) {
                problem.accept(place, "must be a string");
            } else if (value.textValue().length() < shortest || value.textValue().length() > longest) {
                problem.accept(place, "must have %d to %d characters".formatted(shortest, longest));
            }
        };
    }

    static Shape pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return (place, value, problem) -> {
            if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
                problem.accept(place, "must be a string that matches " + regex);
            }
        };
    }

    static Shape oneOf(String... words) {
        List<String> allowed = List.of(words);
        return (place, value, problem) -> {
            if (!value.isTextual() || !allowed.contains(value.textValue())) {
                problem.accept(place, "must be one of " + allowed);
            }
        };
    }

    static Shape integer(long least, long most) {
        return (place, value, problem) -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                problem.accept(place, "must be an integer");
            } else if (value.longValue() < least || value.longValue() > most) {
                problem.accept(place, "must lie between %d and %d".formatted(least, most));
            }
        };
    }

    static Shape number(double least, double most) {
        return (place, value, problem) -> {
            if (!value.isNumber()) {
                problem.accept(place, "must be a number");
            } else if (value.doubleValue() < least || value.doubleValue() > most) {
                problem.accept(place, "must lie between %s and %s".formatted(least, most));
            }
        };
    }

    static Shape bool() {
        return (place, value, problem) -> {
            if (!value.isBoolean()) {
                problem.accept(place, "must be true or false");
            }
        };
    }

    static Shape orNull(Shape shape) {
        return (place, value, problem) -> {
            if (!value.isNull()) {
                shape.check(place, value, problem);
            }
        };
    }

    static Shape array(Shape element, int fewest, int most) {
        return (place, value, problem) -> {
            if (!value.isArray()) {
                problem.accept(place, "must be an array");
                return;
            }
            if (value.size() < fewest || value.size() > most) {
                problem.accept(place, "must have %d to %d elements".formatted(fewest, most));
            }
            for (int i = 0; i < value.size(); i++) {
                element.check(place + "[" + i + "]", value.get(i), problem);
            }
        };
    }

    static Fields object() {
        return new Fields();
    }

    /** An object whose fields are all known. */
    final class Fields implements Shape {

        private final Map<String, Shape> required = new LinkedHashMap<>();
        private final Map<String, Shape> optional = new LinkedHashMap<>();

        public Fields required(String name, Shape shape) {
            required.put(name, shape);
            return this;
        }

        public Fields optional(String name, Shape shape) {
            optional.put(name, shape);
            return this;
        }

        @Override
        public void check(String place, JsonNode value, BiConsumer<String, String> problem) {
            if (!value.isObject()) {
                problem.accept(place.isEmpty() ? "body" : place, "must be an object");
                return;
            }
            String prefix = place.isEmpty() ? "" : place + ".";
            required.forEach((name, shape) -> {
                if (!value.has(name)) {
                    problem.accept(prefix + name, "is missing");
                } else {
                    shape.check(prefix + name, value.get(name), problem);
                }
            });
            optional.forEach((name, shape) -> {
                if (value.has(name)) {
                    shape.check(prefix + name, value.get(name), problem);
                }
            });
            value.fieldNames().forEachRemaining(name -> {
                if (!required.containsKey(name) && !optional.containsKey(name)) {
                    problem.accept(prefix + name, "is not a field of the contract");
                }
            });
        }
    }
}
