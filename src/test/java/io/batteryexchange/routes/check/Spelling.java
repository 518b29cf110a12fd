package io.batteryexchange.routes.check;

/** Tells a slip of the pen from another word. */
final class Spelling {

    private static final int SLIPS = 2;

    private Spelling() {
    }

    /** True for the same word and, of words that are long enough to tell, for one with at most two slips. */
    static boolean resembles(String word, String known) {
        int allowed = known.length() > 3 * SLIPS ? SLIPS : 0;
        return distance(word.toLowerCase(), known.toLowerCase()) <= allowed;
    }

    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[b.length()];
    }
}
