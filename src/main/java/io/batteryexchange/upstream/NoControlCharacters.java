package io.batteryexchange.upstream;

import com.networknt.schema.regex.JDKRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/**
 * The pattern of nearly every text in the schemas of answers, looked through character by character: half of a validation's time went into its regular expression.
 * Any other pattern is the JDK's.
 */
final class NoControlCharacters implements RegularExpressionFactory {

    static final String PATTERN = "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*(?![\\s\\S])";

    @Override
    public RegularExpression getRegularExpression(String pattern) {
        return pattern.equals(PATTERN) ? NoControlCharacters::matches : JDKRegularExpressionFactory.getInstance().getRegularExpression(pattern);
    }

    static boolean matches(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= '\u001f' || c >= '\u007f' && c <= '\u009f' || c == '\u2028' || c == '\u2029') {
                return false;
            }
        }
        return true;
    }
}
