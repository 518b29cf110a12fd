package io.batteryexchange.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What no route serves gets {@code {"code","message"}} as well: unknown addresses, wrong methods, faults of the server. */
@RestController
class UnservedRequests implements ErrorController {

    private final ApiErrors errors;

    UnservedRequests(ApiErrors errors) {
        this.errors = errors;
    }

    @RequestMapping("/error")
    ResponseEntity<Map<String, String>> answer(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer told ? told : 500;
        return ResponseEntity.status(status).body(errors.body(request, ApiErrors.codeOf(status)));
    }
}
