package io.homeward.risk.familiarity.budget;

/**
 * Which share of ordinary sign-ins may reach each level or a higher one.
 *
 * @param low 10 %: what is merely remarkable
 * @param medium 2 %: one sign-in in fifty asks for a second factor; somebody who signs in daily sees it every other month
 * @param high 0.3 %: few enough for an administrator to look at each
 */
public record Budgets(double low, double medium, double high) {
    public static final Budgets SHIPPED = new Budgets(.1, .02, .003);

    public Budgets {
        if (!(high > 0 && high <= medium && medium <= low && low < 1)) {
            throw new IllegalArgumentException("Budgets fall from low to high, between 0 and 1");
        }
    }
}
