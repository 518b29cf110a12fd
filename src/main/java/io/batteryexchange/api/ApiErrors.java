package io.batteryexchange.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The answer {@code {"code","message"}} of all our APIs; writes it where no route is involved. Whoever asked for a page of the console gets a page. */
@Component
public class ApiErrors {

    /** What a sentence names where no parameter is to blame. */
    static final String REQUEST = "request";

    private final ObjectMapper json;
    private final Texts texts;

    ApiErrors(ObjectMapper json, Texts texts) {
        this.json = json;
        this.texts = texts;
    }

    /** @param code of a refusal, message key {@code refusal.<code>} */
    public void write(HttpServletRequest request, HttpServletResponse response, int status, String code) throws IOException {
        write(request, response, new ApiRefusal(status, code, REQUEST));
    }

    void write(HttpServletRequest request, HttpServletResponse response, ApiRefusal refusal) throws IOException {
        response.setStatus(refusal.getStatus());
        Map<String, String> body = body(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), refusal.getCode(), refusal.getArgs());
        if (RefusalPage.isWanted(request)) {
            RefusalPage.write(request, response, texts, body.get("message"));
        } else {
            response.setContentType("application/json; charset=utf-8");
            json.writeValue(response.getOutputStream(), body);
        }
    }

    /** The code of an answer that the server gives without us. */
    static String codeOf(int status) {
        return switch (status) {
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 408 -> "request_timeout";
            case 413 -> "body_too_large";
            case 406, 415 -> "not_acceptable";
            case 503 -> "service_unavailable";
            default -> status >= 400 && status < 500 ? "bad_request" : "internal_error";
        };
    }

    Map<String, String> body(HttpServletRequest request, String code) {
        return body(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), code, REQUEST);
    }

    /** @param args what the sentence names */
    Map<String, String> body(String acceptLanguage, String code, Object... args) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("message", texts.text(texts.language(acceptLanguage), "refusal." + code, args));
        return body;
    }
}
