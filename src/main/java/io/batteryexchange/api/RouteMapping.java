package io.batteryexchange.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.handler.MatchableHandlerMapping;
import org.springframework.web.servlet.handler.RequestMatchResult;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Leads the calls of our APIs to their routes by the first part of their address. Which operation it is {@link ContractFilter} has found before; Camel's own mapping
 * compares each call with all operations, twice, and calls a method by reflection for it.
 *
 * <p>Spring Security asks for the mapping of every request before its filters, to match addresses as the mapping does; one that can't be asked costs it an exception a request.
 */
@Component
class RouteMapping extends AbstractHandlerMapping implements MatchableHandlerMapping {

    private final Map<String, HttpRequestHandler> served = new ConcurrentHashMap<>();

    RouteMapping() {
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    /** @param base like {@code /taximeter}: all addresses below */
    void serve(String base, HttpRequestHandler handler) {
        served.put(base + "/", handler);
    }

    void serveNoMore(String base, HttpRequestHandler handler) {
        served.remove(base + "/", handler);
    }

    @Override
    protected HttpRequestHandler getHandlerInternal(HttpServletRequest request) {
        String path = request.getServletPath();
        for (Map.Entry<String, HttpRequestHandler> each : served.entrySet()) {
            if (path.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return null;
    }

    @Override
    public RequestMatchResult match(HttpServletRequest request, String pattern) {
        PathPattern parsed = getPatternParser().parse(pattern);
        PathContainer path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
        return parsed.matches(path) ? new RequestMatchResult(parsed, path) : null;
    }
}
