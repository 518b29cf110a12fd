package io.batteryexchange.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What no route serves gets {@code {"code","message"}} as well: unknown addresses, wrong methods, faults of the server. */
@RestController
class UnservedRequests implements ErrorController {

    private final Texts texts;

    UnservedRequests(Texts texts) {
        this.texts = texts;
    }

    @RequestMapping("/error")
    ResponseEntity<Map<String, String>> answer(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer told ? told : 500;
        String code = switch (status) {
            case 400 -> "bad_request";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406, 415 -> "not_acceptable";
            default -> "internal_error";
        };
        Map<String, String> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("message", texts.text(texts.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)), "refusal." + code, "request"));
        return ResponseEntity.status(status).body(body);
    }
}
