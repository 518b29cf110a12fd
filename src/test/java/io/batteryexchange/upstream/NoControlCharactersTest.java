package io.batteryexchange.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.regex.JDKRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import org.junit.jupiter.api.Test;

class NoControlCharactersTest {

    private final RegularExpression byTheJdk = JDKRegularExpressionFactory.getInstance().getRegularExpression(NoControlCharacters.PATTERN);
    private final RegularExpression byHand = new NoControlCharacters().getRegularExpression(NoControlCharacters.PATTERN);

    @Test
    void judgesEachCharacterAsThePatternDoes() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            for (String text : new String[]{Character.toString(c), "a" + Character.toString(c), Character.toString(c) + "z"}) {
                assertThat(byHand.matches(text)).as("U+%04X", c).isEqualTo(byTheJdk.matches(text));
            }
        }
    }

    @Test
    void anEmptyTextHasNone() {
        assertThat(byHand.matches("")).isEqualTo(byTheJdk.matches("")).isTrue();
    }

    @Test
    void otherPatternsAreTheJdks() {
        assertThat(new NoControlCharacters().getRegularExpression("^[a-z]+$").matches("1")).isFalse();
    }
}
