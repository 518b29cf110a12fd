package io.batteryexchange.api;

import java.util.List;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** Texts for people in Russian (default) and English, from {@code messages/courier*.properties}. */
@Component
public class Texts {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final List<Locale> KNOWN = List.of(RUSSIAN, Locale.ENGLISH);

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    Texts() {
        messages.setBasename("messages/courier");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
    }

    /** The language of an {@code Accept-Language} header; Russian when it names none that we have, or is malformed. */
    public Locale language(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return RUSSIAN;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), KNOWN);
            return best == null ? RUSSIAN : best;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) { // the parser of the JDK throws the second for "-"
            return RUSSIAN;
        }
    }

    public String text(Locale language, String key, Object... args) {
        return messages.getMessage(key, args, language);
    }
}
