package io.batteryexchange.flow.support.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Headers by which somebody outside might try to steer the routes, the server or an upstream. */
public final class Smuggled {

    /** Stands in every value that is free text. */
    public static final String MARK = "smuggled";

    /** Header lines in their usual spelling. */
    public static final List<String> AS_WRITTEN = List.of(
        "CamelHttpUri: http://127.0.0.1:1/" + MARK, "CamelHttpPath: /" + MARK, "CamelHttpQuery: book_id=" + MARK, "CamelHttpRawQuery: book_id=" + MARK, "CamelHttpMethod: DELETE",
        "CamelHttpResponseCode: 418", "CamelHttpServletRequest: " + MARK, "CamelSqlQuery: update tasks set car_number = '" + MARK + "'", "CamelSqlParameters: " + MARK, "CamelSqlRetrieveGeneratedKeys: true",
        "CamelBeanMethodName: " + MARK, "CamelSedaX: " + MARK, "CamelToEndpoint: " + MARK, "CamelRestHttpUri: " + MARK, "CamelJacksonUnmarshalType: java.lang.String",
        "Cookie: session=" + MARK, "Verified-Caller: courier-6", "X-Idempotency-Token: " + MARK, "X-Request-Id: " + MARK, "traceparent: 00-11111111111111111111111111111111-2222222222222222-01",
        "X-Forwarded-For: " + MARK, "X-Forwarded-Host: " + MARK + ".example", "X-Forwarded-Proto: https", "X-Forwarded-Port: 1", "X-Forwarded-Prefix: /" + MARK, "Forwarded: for=" + MARK + ";host=" + MARK + ".example",
        "X-Original-URL: /" + MARK, "X-Rewrite-URL: /" + MARK, "X-HTTP-Method-Override: DELETE", "X-Anything: " + MARK, "Proxy-Authorization: Basic " + MARK,
        "cargo_ref_id: " + MARK, "point_id: 1", "cell_id: " + MARK, "task_id: " + MARK, "state: done", "limit: 1", "store_id: " + MARK, "reason: " + MARK, "language: en", "caller: courier-6", "lease_no: 1");

    /** The same with every other letter of a name large. */
    public static final List<String> MIXED = spelt(Smuggled::mixed);

    /** All of them: as written, mixed, in lower case and in upper case. */
    public static final List<String> HEADERS = Stream.of(AS_WRITTEN, MIXED, spelt(name -> name.toLowerCase(Locale.ROOT)), spelt(name -> name.toUpperCase(Locale.ROOT)))
        .flatMap(List::stream).toList();

    private Smuggled() {
    }

    private static List<String> spelt(UnaryOperator<String> spelling) {
        return AS_WRITTEN.stream().map(line -> spelling.apply(line.substring(0, line.indexOf(':'))) + line.substring(line.indexOf(':'))).toList();
    }

    private static String mixed(String name) {
        StringBuilder mixed = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            mixed.append(i % 2 == 0 ? Character.toLowerCase(name.charAt(i)) : Character.toUpperCase(name.charAt(i)));
        }
        return mixed.toString();
    }
}
