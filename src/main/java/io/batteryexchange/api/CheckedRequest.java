package io.batteryexchange.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Of a request what its contract has checked, and nothing else: the parameters it knows, the body it describes, the headers that the server and the routes read. */
final class CheckedRequest extends HttpServletRequestWrapper {

    private static final Set<String> HEADERS = Set.of("accept", "accept-language", "content-type", "host", VerifiedCallerFilter.HEADER.toLowerCase(Locale.ROOT),
        CallerLimitFilter.HEADER.toLowerCase(Locale.ROOT));

    private final Map<String, List<String>> parameters;
    private final byte[] body;

    CheckedRequest(HttpServletRequest request, Map<String, List<String>> parameters, byte[] body) {
        super(request);
        this.parameters = parameters;
        this.body = body;
    }

    private boolean hides(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return !HEADERS.contains(name) || name.equals("content-type") && body.length == 0;
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
        return body.length == 0 ? null : super.getContentType();
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return bytes.read(buffer, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("the body is here already");
            }
        };
    }
}
