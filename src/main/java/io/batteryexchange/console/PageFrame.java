package io.batteryexchange.console;

import io.batteryexchange.api.ApiRefusal;
import io.batteryexchange.api.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.UriComponentsBuilder;

/** What every page has around its content, and the page that tells why another one can't be shown. */
@ControllerAdvice(annotations = Controller.class)
class PageFrame {

    private static final Logger LOG = LoggerFactory.getLogger(PageFrame.class);

    private final ConsoleSettings settings;
    private final Texts texts;

    PageFrame(ConsoleSettings settings, Texts texts) {
        this.settings = settings;
        this.texts = texts;
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Principal operator, Model model) {
        String path = request.getRequestURI();
        String query = request.getMethod().equals("GET") ? UriComponentsBuilder.newInstance().query(request.getQueryString()).replaceQueryParam("lang").build().getQuery() : null;
        model.addAttribute("here", path.startsWith("/operations/tasks") ? "/operations/tasks" : path.startsWith("/operations/manual-mode") ? "/operations/manual-mode" : path);
        model.addAttribute("languageLink", path + "?" + (query == null || query.isEmpty() ? "" : query + "&"));
        model.addAttribute("operator", operator == null ? null : operator.getName());
        model.addAttribute("zone", settings.timeZone().getId());
    }

    @ExceptionHandler
    String refused(RouteRefused refusal, HttpServletRequest request, HttpServletResponse response, Principal operator, Model model) {
        return tell(refusal.getStatus(), refusal.getMessage(), request, response, operator, model);
    }

    @ExceptionHandler
    String refused(ApiRefusal refusal, Locale language, HttpServletRequest request, HttpServletResponse response, Principal operator, Model model) {
        return tell(refusal.getStatus(), texts.text(language, "refusal." + refusal.getCode(), refusal.getArgs()), request, response, operator, model);
    }

    @ExceptionHandler
    String wrongParameter(MethodArgumentTypeMismatchException mismatch, Locale language, HttpServletRequest request, HttpServletResponse response, Principal operator, Model model) {
        return tell(400, texts.text(language, "refusal.bad_request", mismatch.getName()), request, response, operator, model);
    }

    @ExceptionHandler
    String missingParameter(ServletRequestBindingException missing, Locale language, HttpServletRequest request, HttpServletResponse response, Principal operator, Model model) {
        return tell(400, texts.text(language, "refusal.bad_request", missing.getBody().getDetail()), request, response, operator, model);
    }

    /** A fault of ours: the operator is told that, the log why. */
    @ExceptionHandler
    String failed(IllegalStateException fault, Locale language, HttpServletRequest request, HttpServletResponse response, Principal operator, Model model) {
        LOG.error("page {} could not be shown", request.getRequestURI(), fault);
        return tell(500, texts.text(language, "refusal.internal_error"), request, response, operator, model);
    }

    private String tell(int status, String sentence, HttpServletRequest request, HttpServletResponse response, Principal operator, Model model) {
        frame(request, operator, model);
        response.setStatus(status);
        model.addAttribute("status", status);
        model.addAttribute("sentence", sentence);
        return "operations/refusal";
    }
}
