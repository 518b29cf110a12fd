package io.batteryexchange.console.signin;

import java.util.regex.Pattern;

/** The page that an operator wanted when he was sent to sign in: one of the console, nowhere else (open redirects: OWASP ASVS 5.0, 3.7.2). */
final class ReturnTo {

    static final String START = "/operations";
    private static final Pattern PAGE = Pattern.compile("/operations(/[A-Za-z0-9._~:@+-]+)*(\\?[A-Za-z0-9._~:@/+%=&-]*)?");
    private static final Pattern SIGN_IN = Pattern.compile("/operations/(sign-in|login|sign-out)([/?].*)?");

    private ReturnTo() {
    }

    /** @param asked may be null, or anything */
    static String of(String asked) {
        return asked == null || asked.length() > 500 || !PAGE.matcher(asked).matches() || SIGN_IN.matcher(asked).matches() || asked.contains("/..") ? START : asked;
    }
}
