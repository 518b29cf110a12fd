package io.batteryexchange.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * What Spring Security's firewall refuses (unknown methods, encoded slashes, ...) gets {@code {"code","message"}}. It answers by itself: sent to the error page, a
 * request with an unknown method would be refused there again and end without a body.
 */
@Component
class RejectedRequests implements RequestRejectedHandler {

    private final ApiErrors errors;

    RejectedRequests(ApiErrors errors) {
        this.errors = errors;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejection) throws IOException {
        errors.write(request, response, 400, "bad_request");
    }
}
