package io.batteryexchange.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.HtmlUtils;

/** A refusal as a browser shows it: to whoever asked for a page of the console, where no template can be asked (before the console, or while it stops). */
final class RefusalPage {

    private RefusalPage() {
    }

    static boolean isWanted(HttpServletRequest request) {
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked ? asked : request.getServletPath();
        return path.equals("/operations") || path.startsWith("/operations/");
    }

    static void write(HttpServletRequest request, HttpServletResponse response, Texts texts, String sentence) throws IOException {
        Locale language = texts.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        String text = HtmlUtils.htmlEscape(sentence);
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        response.setContentType("text/html; charset=utf-8");
        response.getWriter().write("<!doctype html><html lang=\"" + language.toLanguageTag() + "\"><head><meta charset=\"utf-8\"><title>" + text + "</title>"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"stylesheet\" href=\"/operations/assets/console.css\"></head>"
            + "<body><main class=\"plain\"><h1>" + response.getStatus() + "</h1><p>" + text + "</p><p><a href=\"/operations\">"
            + HtmlUtils.htmlEscape(texts.text(language, "refusal.page.back")) + "</a></p></main></body></html>");
    }
}
