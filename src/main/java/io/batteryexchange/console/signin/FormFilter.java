package io.batteryexchange.console.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.filter.OncePerRequestFilter;

/** The fields of a form, from a body that was read already; the server itself would look for them in a stream that is empty by then. Only for pages: our APIs take no forms. */
final class FormFilter extends OncePerRequestFilter {

    private final FormHttpMessageConverter forms = new FormHttpMessageConverter();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        String type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE) && request.getMethod().equals("POST")) {
            chain.doFilter(new WithFields(request, forms.read(null, new Body(request))), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Spring's own view of a request would ask the server for the fields of a form. */
    private record Body(HttpServletRequest request) implements HttpInputMessage {

        @Override
        public InputStream getBody() throws IOException {
            return request.getInputStream();
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
            return headers;
        }
    }

    private static final class WithFields extends HttpServletRequestWrapper {

        private final Map<String, String[]> all;

        private WithFields(HttpServletRequest request, MultiValueMap<String, String> fields) {
            super(request);
            Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameterMap());
            fields.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
            all = Collections.unmodifiableMap(parameters);
        }

        @Override
        public String getParameter(String name) {
            String[] values = all.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return all;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(all.keySet());
        }

        @Override
        public String[] getParameterValues(String name) {
            String[] values = all.get(name);
            return values == null ? null : values.clone();
        }
    }
}
