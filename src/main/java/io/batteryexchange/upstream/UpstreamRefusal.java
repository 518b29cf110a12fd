package io.batteryexchange.upstream;

/** An upstream answered a call, and the answer was no (4xx that the route does not expect). Repeating the same call will not help. */
public class UpstreamRefusal extends RuntimeException {

    private final int status;
    private final String code;

    public UpstreamRefusal(String call, int status, String code) {
        super(call + " was refused with " + status + (code == null ? "" : " " + code));
        this.status = status;
        this.code = code;
    }

    /** HTTP status, 400–499. */
    public int getStatus() {
        return status;
    }

    /** The error code of the answer's body; null when it had none. */
    public String getCode() {
        return code;
    }
}
