package io.batteryexchange.console;

import io.batteryexchange.clock.DatabaseClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Times as the pages show them: by the database's clock, in the console's time zone, ages in words. Templates say {@code @times}. */
@Component("times")
public class Times {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Clock clock;
    private final ConsoleSettings settings;
    private final MessageSource texts;

    Times(DatabaseClock clock, ConsoleSettings settings, MessageSource texts) {
        this.clock = clock;
        this.settings = settings;
        this.texts = texts;
    }

    /** Day and time, or the time alone for one of today; an empty text for null. */
    public String of(String moment) {
        if (moment == null) {
            return "";
        }
        ZonedDateTime at = local(moment);
        return (at.toLocalDate().equals(ZonedDateTime.ofInstant(clock.instant(), settings.timeZone()).toLocalDate()) ? "" : DAY.format(at) + " ") + TIME.format(at);
    }

    /** The day alone. */
    public String day(String moment) {
        return DAY.format(local(moment));
    }

    /** The time of day alone. */
    public String time(String moment) {
        return TIME.format(local(moment));
    }

    /** How long ago, in words; an empty text for null. */
    public String age(String moment) {
        return moment == null ? "" : words(Duration.between(instant(moment), clock.instant()).toSeconds());
    }

    /** How long from now, in words; of what is over: now. */
    public String until(String moment) {
        return words(Duration.between(clock.instant(), instant(moment)).toSeconds());
    }

    /** A period of so many seconds in words, two units at most. */
    public String words(long seconds) {
        Locale language = LocaleContextHolder.getLocale();
        long s = Math.max(0, seconds);
        if (s < 60) {
            return texts.getMessage("console.age.seconds", new Object[] {s}, language);
        }
        if (s < 3600) {
            return texts.getMessage("console.age.minutes", new Object[] {s / 60}, language);
        }
        if (s < 86400) {
            return texts.getMessage("console.age.hours", new Object[] {s / 3600, s % 3600 / 60}, language);
        }
        return texts.getMessage("console.age.days", new Object[] {s / 86400, s % 86400 / 3600}, language);
    }

    private ZonedDateTime local(String moment) {
        return instant(moment).atZone(settings.timeZone());
    }

    private static Instant instant(String moment) {
        return OffsetDateTime.parse(moment.replace(' ', 'T')).toInstant();
    }
}
