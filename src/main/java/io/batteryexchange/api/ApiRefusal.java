package io.batteryexchange.api;

/**
 * A call of one of our APIs can't be served; nothing was changed. The caller gets the HTTP status, the code and a sentence (message key
 * {@code refusal.<code>}) in the language of the call.
 */
public class ApiRefusal extends RuntimeException {

    private final int status;
    private final String code;
    private final transient Object[] args;

    public ApiRefusal(int status, String code, Object... args) {
        super(status + " " + code + (args.length == 0 ? "" : " " + java.util.Arrays.toString(args)));
        this.status = status;
        this.code = code;
        this.args = args;
    }

    public int getStatus() {
        return status;
    }

    public String getCode() {
        return code;
    }

    public Object[] getArgs() {
        return args.clone();
    }
}
