package io.batteryexchange.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What no route serves gets the answer of our refusals as well: unknown addresses, wrong methods, faults of the server. */
@RestController
class UnservedRequests implements ErrorController {

    private final ApiErrors errors;

    UnservedRequests(ApiErrors errors) {
        this.errors = errors;
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer told ? told : 500;
        errors.write(request, response, status, ApiErrors.codeOf(status));
    }
}
