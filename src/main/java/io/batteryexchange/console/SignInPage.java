package io.batteryexchange.console;

import io.batteryexchange.console.signin.SignedIn;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where an operator is after he signed out, or could not sign in. */
@Controller
class SignInPage {

    private final ConsoleSettings settings;
    private final SignedIn signedIn;

    SignInPage(ConsoleSettings settings, SignedIn signedIn) {
        this.settings = settings;
        this.signedIn = signedIn;
    }

    @GetMapping("/operations/sign-in")
    String page(@RequestParam(required = false) String failed, @RequestParam(required = false) String out, Model model) {
        model.addAttribute("failed", failed != null);
        model.addAttribute("out", out != null);
        model.addAttribute("signsIn", settings.signsIn());
        return "operations/sign-in";
    }

    @PostMapping("/operations/sign-out")
    String out(HttpServletResponse response) {
        signedIn.end(response);
        return "redirect:/operations/sign-in?out";
    }
}
