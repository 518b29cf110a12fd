package io.batteryexchange.system;

/**
 * Where a node is killed: right before or right after a request or a commit.
 *
 * @param commit  a commit of the database; else a request to another system
 * @param name    the call, or the SQL file
 * @param ordinal which one of that name, counted from the moment the scooter's accumulator became low
 * @param before  it never happens; else it happened and the node never learns of it
 */
record CrashPoint(boolean commit, String name, int ordinal, boolean before) {

    @Override
    public String toString() {
        return "%s #%d %s".formatted(name, ordinal, before ? "before" : "after");
    }
}
