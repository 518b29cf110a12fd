package io.batteryexchange.console;

import io.batteryexchange.api.Texts;
import java.util.Locale;
import java.util.MissingResourceException;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;

/** The texts of the pages: a key's first word names its bundle, {@code figures.title} is in {@code messages/figures*.properties}. Patterns of ICU. */
@Component("messageSource")
class ConsoleTexts implements MessageSource {

    private final Texts texts;

    ConsoleTexts(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String getMessage(String key, Object[] args, String otherwise, Locale locale) {
        String found = find(key, args, locale);
        return found == null ? otherwise : found;
    }

    @Override
    public String getMessage(String key, Object[] args, Locale locale) {
        String found = find(key, args, locale);
        if (found == null) {
            throw new NoSuchMessageException(key, locale);
        }
        return found;
    }

    @Override
    public String getMessage(MessageSourceResolvable wanted, Locale locale) {
        for (String key : wanted.getCodes() == null ? new String[0] : wanted.getCodes()) {
            String found = find(key, wanted.getArguments(), locale);
            if (found != null) {
                return found;
            }
        }
        if (wanted.getDefaultMessage() == null) {
            throw new NoSuchMessageException(String.valueOf(wanted), locale);
        }
        return wanted.getDefaultMessage();
    }

    /** null: there is none. */
    private String find(String key, Object[] args, Locale locale) {
        int dot = key.indexOf('.');
        try {
            return dot < 1 ? null : texts.text("messages/" + key.substring(0, dot), texts.language(locale.toLanguageTag()), key, args == null ? new Object[0] : args);
        } catch (MissingResourceException e) {
            return null;
        }
    }
}
