package io.batteryexchange.claim;

/** {@code claims/info} answered with an older revision than the event that is worked on: read-after-write is not promised, ask again soon. */
public class ClaimOlderThanEvent extends RuntimeException {

    public ClaimOlderThanEvent(String sentence) {
        super(sentence);
    }

    ClaimOlderThanEvent(String claimId, long revision, long eventRevision) {
        super("claims/info of " + claimId + " still shows revision " + revision + ", the event has " + eventRevision);
    }
}
