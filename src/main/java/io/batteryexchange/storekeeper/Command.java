package io.batteryexchange.storekeeper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a storekeeper asks of the bot (spec, Storekeeper bot), by a line of text or by a button.
 *
 * @param code          claim id, task id or the last 6 characters of the task id, as typed; null for a button
 * @param taskId        the task of a button; null for a typed command
 * @param accumulatorId for {@link Kind#ISSUE} and {@link Kind#RETURN}
 */
record Command(Kind kind, String code, String taskId, String accumulatorId) {

    enum Kind {
        ISSUE, RETURN, STATUS, HELP;

        /** As routes know it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Command HELP = new Command(Kind.HELP, null, null, null);

    /** The Bot API's limit for what a button says when it is pressed. */
    private static final int LONGEST_BUTTON = 64;
    private static final int TASK_ID_LENGTH = 22;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{6,64}");
    private static final Pattern ACCUMULATOR = Pattern.compile("\\p{Graph}{1,64}");

    /** Anything that is not a complete command asks for help. {@code /status@SomeBot} is how commands look in groups. */
    static Command ofText(String text) {
        String[] words = text.strip().split("\\s+");
        String name = words[0].toLowerCase(Locale.ROOT).replaceFirst("@.*", "");
        if (name.equals("/status") && words.length == 2 && CODE.matcher(words[1]).matches()) {
            return new Command(Kind.STATUS, words[1], null, null);
        }
        if ((name.equals("/issue") || name.equals("/return")) && words.length == 3 && CODE.matcher(words[1]).matches() && ACCUMULATOR.matcher(words[2]).matches()) {
            return new Command(name.equals("/issue") ? Kind.ISSUE : Kind.RETURN, words[1], null, words[2]);
        }
        return HELP;
    }

    /** What a button of ours says; anything else, like a button of an older release, asks for help. */
    static Command ofButton(String data) {
        Optional<Kind> kind = Arrays.stream(Kind.values()).filter(k -> !data.isEmpty() && k != Kind.HELP && letter(k) == data.charAt(0)).findFirst();
        if (kind.isEmpty() || data.length() < 1 + TASK_ID_LENGTH) {
            return HELP;
        }
        String accumulatorId = data.substring(1 + TASK_ID_LENGTH);
        boolean isWhole = kind.get() == Kind.STATUS ? accumulatorId.isEmpty() : ACCUMULATOR.matcher(accumulatorId).matches();
        if (!isWhole) {
            return HELP;
        }
        try {
            ByteBuffer id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(data.substring(1, 1 + TASK_ID_LENGTH)));
            String taskId = new UUID(id.getLong(), id.getLong()).toString();
            return new Command(kind.get(), null, taskId, kind.get() == Kind.STATUS ? null : accumulatorId);
        } catch (IllegalArgumentException e) {
            return HELP;
        }
    }

    /** What a button for this command on this task says; none when it would be longer than the Bot API allows. */
    static Optional<String> button(Kind kind, String taskId, String accumulatorId) {
        UUID id = UUID.fromString(taskId);
        byte[] bytes = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
        String data = letter(kind) + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + (accumulatorId == null ? "" : accumulatorId);
        return Optional.of(data).filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BUTTON);
    }

    private static char letter(Kind kind) {
        return kind.word().charAt(0);
    }
}
