package io.batteryexchange.sandbox.wire;

/** An error answer by contract. */
public final class Refusal extends RuntimeException {

    private final int status;
    private final String code;
    private final boolean breach;

    private Refusal(int status, String code, String message, boolean breach) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.breach = breach;
    }

    /** The caller did nothing wrong: the world is in a state that does not allow it. */
    public static Refusal of(int status, String code, String message) {
        return new Refusal(status, code, message, false);
    }

    /** The caller broke the contract: refused and counted. */
    public static Refusal breach(int status, String code, String message) {
        return new Refusal(status, code, message, true);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public boolean breach() {
        return breach;
    }
}
