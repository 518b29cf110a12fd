package io.batteryexchange.storekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.storekeeper.Command.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    private static final String TASK = "01a20a2e-630e-7a74-9ae5-2bcf03a2d9bf";

    @Test
    void readsCommandsAsPeopleTypeThem() {
        assertThat(Command.ofText("/issue a2d9bf acc-91")).isEqualTo(new Command(Kind.ISSUE, "a2d9bf", null, "acc-91"));
        assertThat(Command.ofText("  /Return@Battery_Exchange_Bot   a2d9bf\n acc-91 ")).isEqualTo(new Command(Kind.RETURN, "a2d9bf", null, "acc-91"));
        assertThat(Command.ofText("/status 7b2891b68cc84c4010d4e2c974692d98")).isEqualTo(new Command(Kind.STATUS, "7b2891b68cc84c4010d4e2c974692d98", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/", "/help", "/start", "issue a2d9bf acc-91", "/issue a2d9bf", "/issue a2d9bf acc 91", "/status", "/status a2d9b", "/status a2d9bf x",
        "/status a2d9%f", "/issue a2d9bf acc\u0000", "/issues a2d9bf acc-91"})
    void explainsItselfWhenACommandIsNotComplete(String text) {
        assertThat(Command.ofText(text)).isEqualTo(Command.HELP);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"ISSUE", "RETURN"})
    void aButtonComesBackAsTheCommandThatItWasMadeFor(Kind kind) {
        String data = Command.button(kind, TASK, "acc-91").orElseThrow();

        assertThat(Command.ofButton(data)).isEqualTo(new Command(kind, null, TASK, "acc-91"));
    }

    @Test
    void theButtonForTheStatusComesBackToo() {
        assertThat(Command.ofButton(Command.button(Kind.STATUS, TASK, null).orElseThrow())).isEqualTo(new Command(Kind.STATUS, null, TASK, null));
    }

    @Test
    void offersNoButtonThatTheBotApiWouldRefuse() {
        String longest = "a".repeat(41);

        assertThat(Command.button(Kind.ISSUE, TASK, longest).orElseThrow().getBytes(StandardCharsets.UTF_8)).hasSize(64);
        assertThat(Command.button(Kind.ISSUE, TASK, longest + "a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "i", "s123", "i!!!!!!!!!!!!!!!!!!!!!!acc-91", "iAaIKLmMOenSa5SvPA6LZvw", "sAaIKLmMOenSa5SvPA6LZvwacc", "hAaIKLmMOenSa5SvPA6LZvw"})
    void explainsItselfWhenAButtonIsNotOurs(String data) {
        assertThat(Command.ofButton(data)).isEqualTo(Command.HELP);
    }
}
