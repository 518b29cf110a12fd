package io.batteryexchange.storekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.storekeeper.Command.Kind;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever people and their messengers send is a whole command or asks for help. */
class CommandPropertiesTest {

    @Property
    void anyTextIsACommandOrAsksForHelp(@ForAll("texts") String text) {
        isWhole(Command.ofText(text));
    }

    @Property
    void anyButtonIsACommandOrAsksForHelp(@ForAll("buttons") String data) {
        isWhole(Command.ofButton(data));
    }

    @Property
    void aButtonSaysWhatItWasMadeFor(@ForAll("acting") Kind kind, @ForAll long high, @ForAll long low, @ForAll("accumulators") String accumulator) {
        String task = new UUID(high, low).toString();

        Optional<String> data = Command.button(kind, task, kind == Kind.STATUS ? null : accumulator);

        data.ifPresent(text -> assertThat(Command.ofButton(text)).isEqualTo(new Command(kind, null, task, kind == Kind.STATUS ? null : accumulator)));
        assertThat(data.isPresent()).isEqualTo(kind == Kind.STATUS || accumulator.length() <= 41);
    }

    private static void isWhole(Command command) {
        if (command.kind() == Kind.HELP) {
            assertThat(command).isEqualTo(Command.HELP);
        } else {
            assertThat(command.code() == null).as("either typed or of a button").isNotEqualTo(command.taskId() == null);
            assertThat(command.accumulatorId() == null).isEqualTo(command.kind() == Kind.STATUS);
            assertThat(command.code() == null ? "a2d9bf" : command.code()).matches("[A-Za-z0-9-]{6,64}");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word = Arbitraries.oneOf(Arbitraries.of("/issue", "/Return@bot", "/status", "a2d9bf", "acc-91", "", "@", "/", "/status@"), Arbitraries.strings().ofMaxLength(70));
        Arbitrary<String> gap = Arbitraries.of(" ", "  ", "\n", "\u00a0", "\u0085", "\t", "");
        return Arbitraries.oneOf(Arbitraries.strings(), word.flatMap(a -> gap.flatMap(g -> word.flatMap(b -> gap.flatMap(h -> word.map(c -> a + g + b + h + c))))));
    }

    @Provide
    Arbitrary<String> buttons() {
        Arbitrary<String> like = Arbitraries.strings().withCharRange('A', 'Z').withCharRange('0', '9').withChars("-_=+/").ofMinLength(20).ofMaxLength(24)
            .flatMap(id -> Arbitraries.of("i", "r", "s", "h", "x", "").map(letter -> letter + id));
        Arbitrary<String> padded = Arbitraries.of("i", "r").flatMap(letter -> Arbitraries.integers().between(0, 22).map(n -> letter + "A".repeat(22 - n) + "=".repeat(n) + "acc-1"));
        return Arbitraries.oneOf(Arbitraries.strings(), like, padded);
    }

    @Provide
    Arbitrary<Kind> acting() {
        return Arbitraries.of(Kind.ISSUE, Kind.RETURN, Kind.STATUS);
    }

    @Provide
    Arbitrary<String> accumulators() {
        return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(64);
    }
}
