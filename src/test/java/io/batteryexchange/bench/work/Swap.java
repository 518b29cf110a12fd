package io.batteryexchange.bench.work;

/** The ids of the bench's swap of this number. */
record Swap(long number) {

    String task() {
        return "task-" + number;
    }

    String tag() {
        return "tag-" + number;
    }

    /** 32 digits, as cargo's ids have. */
    String claim() {
        return "%032d".formatted(number);
    }

    static Swap ofTask(String id) {
        return new Swap(Long.parseLong(id.substring("task-".length())));
    }

    static Swap ofScooter(String id) {
        return new Swap(Long.parseLong(id.substring("car-".length())));
    }

    static Swap ofClaim(String id) {
        return new Swap(Long.parseLong(id));
    }
}
