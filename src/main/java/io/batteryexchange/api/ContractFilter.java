package io.batteryexchange.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Holds a request of a known caller against the contract of its operation before any route runs, and hands on only what the contract knows ({@link CheckedRequest}).
 * Refuses with 400 {@code bad_request} that names the parameter, 404, 405, 406 or 415. Parameters and fields that the contract does not name are ignored: a newer
 * client may send more.
 */
final class ContractFilter extends OncePerRequestFilter {

    private final Contracts contracts;
    private final ApiErrors errors;

    ContractFilter(Contracts contracts, ApiErrors errors) {
        this.contracts = contracts;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        List<Operation> here = contracts.at(request.getServletPath());
        if (here.isEmpty() && !contracts.covers(request.getServletPath())) {
            chain.doFilter(request, response);
            return;
        }
        CheckedRequest checked;
        try {
            checked = checked(request, response, here);
        } catch (ApiRefusal refusal) {
            errors.write(request, response, refusal);
            return;
        }
        chain.doFilter(checked, response);
    }

    private static CheckedRequest checked(HttpServletRequest request, HttpServletResponse response, List<Operation> here) {
        if (here.isEmpty()) { // Camel would answer 404 with the caller's own body
            throw new ApiRefusal(404, "not_found");
        }
        Operation operation = here.stream().filter(each -> each.method().equals(request.getMethod())).findFirst().orElseThrow(() -> {
            response.setHeader(HttpHeaders.ALLOW, here.stream().map(Operation::method).sorted().collect(Collectors.joining(", ")));
            return new ApiRefusal(405, "method_not_allowed");
        });
        ServerHttpObservationFilter.findObservationContext(request).ifPresent(observed -> observed.setPathPattern(operation.template())); // the tag uri of http.server.requests
        if (!takesJson(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))) {
            throw new ApiRefusal(406, "not_acceptable");
        }
        Map<String, List<String>> query = Query.read(request.getQueryString());
        refuse(operation.wrongParameter(request.getServletPath(), query));
        byte[] body = operation.takesBody() ? body(request) : new byte[0];
        if (operation.takesBody()) {
            if (body.length > 0 && !isJson(request.getContentType())) {
                throw new ApiRefusal(415, "not_acceptable");
            }
            JsonNode document = StrictJson.read(body).orElseThrow(() -> new ApiRefusal(400, "bad_request", "body"));
            refuse(operation.wrongField(document));
        }
        return new CheckedRequest(request, operation.id(), operation.inPath(request.getServletPath()), operation.known(query), body);
    }

    private static void refuse(Optional<String> wrong) {
        wrong.ifPresent(name -> {
            throw new ApiRefusal(400, "bad_request", name);
        });
    }

    private static byte[] body(HttpServletRequest request) {
        try {
            return request.getInputStream().readAllBytes();
        } catch (IOException e) { // broken off, or its chunks make no sense
            throw new ApiRefusal(400, "bad_request", "body");
        }
    }

    private static boolean takesJson(List<String> accepted) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accepted);
            return types.isEmpty() || types.stream().anyMatch(type -> type.getQualityValue() > 0 && type.includes(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean isJson(String contentType) {
        try {
            MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
            return type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
