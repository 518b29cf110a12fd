package io.batteryexchange.flow.support.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values that a schema takes and values that it does not take. */
public final class Values {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String ID_CHARACTERS = "ABCXYZabcxyz0189._:/@+-";

    /** No schema of ours takes one of them where it asks for an id, a word or a number; {@code \ud800} and its like exist in JSON only. */
    private static final List<String> HOSTILE = List.of("", " ", "a b", " a", "a ", "a\n", "a\nb", "a\r\nX-Injected: 1", "\u0000", "a\u0000b", "\u0001\u0002", "\u001b[31m", "кот", "😀",
        "\u202eabc", "\ufeffa", "a\u0301", "ａ", "'", "a'b", "\"", "a\"b", "' or 1=1 --", "a;b", "a&b", "a=b", "a?b", "a\\b", "{x}", "$a", "${header.a}", "${body}", "#{1+1}", ":#a", "{{node.id}}",
        "a%00", "%", "<b>", "a|b", "a,b", "(a)", "[a]", "a*b", "~", "`id`", "x".repeat(129), "x".repeat(2000), "9".repeat(400), "null\u0000");
    private static final List<String> NO_SENTENCE = List.of("", "   ", "\u00a0\n", "two\nlines", "a\tb", "\u0000", "a\u0000b", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\u2029", "\ud800", "x\udc00", "\udc00\ud800",
        "x".repeat(501), "я".repeat(501), "😀".repeat(501), "x".repeat(100_000));
    private static final List<String> NO_INTEGER = List.of("", " 1", "1 ", "1.5", "1e3", "0x10", "--1", "+1", "-", "1_000", "1,000", "٣", "１", "NaN", "Infinity", "null", "true", "[]", "{}",
        "9223372036854775808", "-9223372036854775809", "9".repeat(19), "9".repeat(20), "9".repeat(3000), "1\u0000");
    private static final List<String> NO_SWITCH = List.of("", "yes", "1", "0", "TRUE", "True", " true", "on", "null", "[]", "true\u0000");
    private static final List<String> SENTENCES = List.of("snow on the road", "Улица закрыта, до 18:00 (снег)", "😀", "я".repeat(500), "😀".repeat(500), "it's \"quoted\"", "'; drop table tasks; --", "${header.Authorization} ${body}",
        "#{1+1} {{node.id}} :#x", "<b>bold</b>", "\\u0000 \\n %00", "{\"a\": [1]}", "a\u0301", "\u202eabc", "\ufeff.");

    private Values() {
    }

    static byte[] json(JsonNode document, boolean ascii) {
        try {
            String plain = PLAIN.writeValueAsString(document);
            boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(plain); // half a surrogate pair exists as an escape only
            return (ascii || !whole ? ASCII.writeValueAsString(document) : plain).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    static boolean isSentence(JsonNode schema) {
        return schema.path("maxLength").asInt() == 500;
    }

    /** A text that the schema takes. */
    static String good(Random random, JsonNode schema) {
        if (schema.has("oneOf")) {
            return good(random, schema.at("/oneOf/0"));
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size())).asText();
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> {
                long least = schema.path("minimum").asLong();
                long most = schema.path("maximum").asLong();
                yield String.valueOf(most - least > 0 ? least + random.nextInt((int) Math.min(Integer.MAX_VALUE, most - least + 1)) : random.nextLong());
            }
            case "boolean" -> String.valueOf(random.nextBoolean());
            default -> isSentence(schema) ? any(random, SENTENCES) : id(random);
        };
    }

    static String id(Random random) {
        StringBuilder id = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 128 : 20); i >= 0; i--) {
            id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
        }
        return id.toString();
    }

    /** A text that the schema does not take, for a parameter. */
    static String bad(Random random, JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "integer" -> {
                List<String> bad = new ArrayList<>(NO_INTEGER);
                if (schema.path("maximum").asLong() == 200) {
                    bad.addAll(List.of("0", "-1", "201", "2147483648"));
                }
                yield any(random, bad);
            }
            case "boolean" -> any(random, NO_SWITCH);
            default -> any(random, HOSTILE);
        };
    }

    /** A value that the schema does not take, for a field. */
    static JsonNode badField(Random random, JsonNode schema) {
        List<Object> bad = new ArrayList<>(List.of(List.of(), List.of("a"), java.util.Map.of(), java.util.Map.of("a", 1), new BigDecimal("1.5"), new BigDecimal("1E+400"), BigInteger.TEN.pow(90)));
        bad.add(null);
        if (schema.has("oneOf")) {
            bad.add(true);
            bad.add(new BigInteger("9223372036854775808"));
            bad.addAll(NO_INTEGER);
        } else if (schema.path("type").asText().equals("boolean")) {
            bad.addAll(List.of(0, 1));
            bad.addAll(NO_SWITCH);
            bad.add("true");
        } else {
            bad.addAll(List.of(true, 7));
            bad.addAll(isSentence(schema) ? NO_SENTENCE : HOSTILE);
            if (!isSentence(schema)) {
                bad.addAll(List.of("\ud800", "a\udc00"));
            }
        }
        return PLAIN.valueToTree(any(random, bad));
    }
}
