package io.batteryexchange.routes.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What Kaoto makes of a file when it saves: it keeps the comments at the head, reads all else by YAML's core schema (Camel reads
 * by the JSON schema) into JavaScript values, whose numbers hold 53 bits, and writes them anew with folded lines.
 */
final class EditorSave {

    private static final double WRITTEN_WITH_EXPONENT = 1e18;

    private EditorSave() {
    }

    static String save(String text) {
        Object model = new Load(LoadSettings.builder().setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true).setAllowNonScalarKeys(true).build()).loadFromString(text);
        String head = text.lines().takeWhile(line -> line.isBlank() || line.startsWith("#"))
                .map(line -> line + "\n").collect(Collectors.joining());
        DumpSettings settings = DumpSettings.builder().setSchema(new CoreSchema())
                .setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(80).build();
        return head + new Dump(settings).dumpToString(inJavaScript(model));
    }

    private static Object inJavaScript(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, child) -> copy.put(key, inJavaScript(child)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(child -> copy.add(inJavaScript(child)));
            return copy;
        }
        if (value instanceof Number number && !(value instanceof Integer) && Double.isFinite(number.doubleValue())) {
            double rounded = number.doubleValue();
            boolean whole = rounded == Math.rint(rounded) && Math.abs(rounded) < WRITTEN_WITH_EXPONENT;
            return whole ? (Object) (long) rounded : new BigDecimal(Double.toString(rounded)).stripTrailingZeros();
        }
        return value;
    }
}
