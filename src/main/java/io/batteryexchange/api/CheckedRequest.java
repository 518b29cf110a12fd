package io.batteryexchange.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Of a request what its contract has checked, and nothing else: the parameters it knows, the body it describes, the headers that the server and the routes read. */
final class CheckedRequest extends RequestInMemory {

    private static final Set<String> HEADERS = Set.of("accept", "accept-language", "content-type", "host", "traceparent", VerifiedCallerFilter.HEADER.toLowerCase(Locale.ROOT),
        CallerLimitFilter.HEADER.toLowerCase(Locale.ROOT));

    private final String operation;
    private final Map<String, String> inPath;
    private final Map<String, List<String>> parameters;

    /**
     * @param operation  which one of the contracts, see {@link Operation#id}
     * @param inPath     parameters of the path by name
     * @param parameters of the query by name; all decoded
     */
    CheckedRequest(HttpServletRequest request, String operation, Map<String, String> inPath, Map<String, List<String>> parameters, byte[] body) {
        super(request, body);
        this.operation = operation;
        this.inPath = inPath;
        this.parameters = parameters;
    }

    String operation() {
        return operation;
    }

    Map<String, String> inPath() {
        return inPath;
    }

    Map<String, List<String>> inQuery() {
        return parameters;
    }

    /** Asked for by name: the names of all that came would be collected and weeded out by each filter before. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private boolean hides(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return !HEADERS.contains(name) || name.equals("content-type") && getContentLength() == 0;
    }

    @Override
    public String getHeader(String name) {
        return hides(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream().filter(name -> !hides(name)).toList());
    }

    @Override
    public int getIntHeader(String name) {
        return hides(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public long getDateHeader(String name) {
        return hides(name) ? -1 : super.getDateHeader(name);
    }

    /** Decoded: Camel takes the parameters of the path as they stand. */
    @Override
    public String getRequestURI() {
        return getServletPath();
    }

    @Override
    public String getQueryString() {
        return null;
    }

    @Override
    public String getParameter(String name) {
        return parameters.containsKey(name) ? parameters.get(name).get(0) : null;
    }

    @Override
    public String[] getParameterValues(String name) {
        return parameters.containsKey(name) ? parameters.get(name).toArray(String[]::new) : null;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> map = new LinkedHashMap<>();
        parameters.forEach((name, values) -> map.put(name, values.toArray(String[]::new)));
        return map;
    }

    @Override
    public String getContentType() {
        return getContentLength() == 0 ? null : super.getContentType();
    }
}
