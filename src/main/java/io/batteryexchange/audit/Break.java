package io.batteryexchange.audit;

/**
 * A place where an audit trail is not as it was entered.
 *
 * @param chain the task, or {@code reconciliation}
 * @param place which entry
 * @param what  changed, missing, inserted or cut off, and by what it is seen
 */
record Break(String chain, String place, String what) {

    @Override
    public String toString() {
        return (chain.equals(AuditTrail.RECONCILIATION) ? chain : "task " + chain) + ", " + place + ": " + what;
    }
}
