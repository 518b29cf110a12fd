package io.batteryexchange.upstream;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.regex.Pattern;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Texts of somebody else made fit for logs, errors and timelines: one line, not too long, and without what gives access. */
public final class Discreet {

    private static final Pattern ADDRESS = Pattern.compile("\\b(?:jdbc:)?[a-z][a-z0-9+.-]*://[^\\s\"'<>)\\]]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORIZATION = Pattern.compile("\\b(?:bearer|basic)\\s+[^\\s\"',;)]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final Pattern BOT = Pattern.compile("/bot[^/\\s]+");
    private static final Pattern CODE = Pattern.compile("\\w{1,40}");

    private Discreet() {
    }

    /** No control characters, no addresses (they may name a login, and hold the bot's token), no tokens; cut after so many characters. */
    public static String text(String text, int longest) {
        String line = text.replaceAll("[\\p{Cntrl}\u0080-\u009f\u2028\u2029]+", " ");
        for (Pattern secret : new Pattern[] {ADDRESS, AUTHORIZATION, JWT, BOT}) {
            line = secret.matcher(line).replaceAll("…");
        }
        return line.length() > longest ? line.substring(0, longest) + "…" : line;
    }

    /**
     * An exception's class, and its message where it is ours or the JDK's own. HTTP clients put addresses, headers and bodies into theirs: of those the class
     * must do.
     */
    static String failure(Throwable failure, int longest) {
        String name = failure.getClass().getSimpleName();
        boolean ofClient = failure instanceof HttpOperationFailedException || failure instanceof java.io.IOException && !isPlain(failure);
        return ofClient || failure.getMessage() == null ? name : name + ": " + text(failure.getMessage(), longest);
    }

    /** The error code in an upstream's answer; null where it is none: letters, digits and _, at most 40. */
    static String code(String code) {
        return code != null && CODE.matcher(code).matches() ? code : null;
    }

    private static boolean isPlain(Throwable failure) {
        return (failure instanceof SocketException || failure instanceof SocketTimeoutException) && failure.getClass().getPackageName().equals("java.net");
    }
}
