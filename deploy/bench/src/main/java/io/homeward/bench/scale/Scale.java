package io.homeward.bench.scale;

/**
 * How much there is of everything. One tenant is large: a tenth of all people are in it.
 *
 * @param factor 1, 10, 100
 */
record Scale(int factor) {
    int tenants() {
        return 100 * factor;
    }

    int people() {
        return 10_000 * factor;
    }

    int relationships() {
        return 1_000 * factor;
    }

    /** Providers: one tenant in a hundred. */
    int partners() {
        return Math.max(1, tenants() / 100);
    }

    String database() {
        return "tenant_" + factor;
    }

    @Override
    public String toString() {
        return factor + "x";
    }
}
