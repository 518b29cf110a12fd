package io.batteryexchange.api;

import com.ibm.icu.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/** Texts for people in Russian (default) and English, from {@code messages/courier*.properties} and, with keys {@code bot.*}, {@code messages/storekeeper*.properties}; patterns of ICU, which knows the plurals of both. */
@Component
public class Texts {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final List<Locale> KNOWN = List.of(RUSSIAN, Locale.ENGLISH);
    private static final String COURIER = "messages/courier";
    private static final String STOREKEEPER = "messages/storekeeper";
    private static final ResourceBundle.Control ONLY_WHAT_WAS_ASKED = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final int REMEMBERED = 100;

    private record Wanted(String bundle, Locale language, String key) {
    }

    private final Map<String, Locale> languages = new ConcurrentHashMap<>();
    /** To read a pattern takes longer than to fill it in; a format serves one thread at a time. */
    private final Map<Wanted, Queue<MessageFormat>> formats = new ConcurrentHashMap<>();

    /** The language of an {@code Accept-Language} header; Russian when it names none that we have, or is malformed. */
    public Locale language(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return RUSSIAN;
        }
        Locale known = languages.get(acceptLanguage);
        if (known == null) {
            known = best(acceptLanguage);
            if (languages.size() < REMEMBERED && acceptLanguage.length() < REMEMBERED) { // callers choose what they send
                languages.put(acceptLanguage, known);
            }
        }
        return known;
    }

    private static Locale best(String acceptLanguage) {
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), KNOWN);
            return best == null ? RUSSIAN : best;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) { // the parser of the JDK throws the second for "-"
            return RUSSIAN;
        }
    }

    /** @throws java.util.MissingResourceException there is no such text */
    public String text(Locale language, String key, Object... args) {
        return text(key.startsWith("bot.") ? STOREKEEPER : COURIER, language, key, args);
    }

    /**
     * A text of a bundle of its own.
     *
     * @param bundle {@code messages/<name>}
     * @throws java.util.MissingResourceException there is no such bundle or text
     */
    public String text(String bundle, Locale language, String key, Object... args) {
        Queue<MessageFormat> unused = formats.computeIfAbsent(new Wanted(bundle, language, key), wanted -> new ConcurrentLinkedQueue<>());
        MessageFormat format = unused.poll();
        if (format == null) {
            format = new MessageFormat(ResourceBundle.getBundle(bundle, language, ONLY_WHAT_WAS_ASKED).getString(key), language);
        }
        String text = format.format(args);
        unused.add(format);
        return text;
    }
}
