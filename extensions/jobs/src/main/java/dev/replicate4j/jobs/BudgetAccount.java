package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what a job has spent and what is under way. Thread-safe. */
final class BudgetAccount {

    /** Where no run has ended, nobody knows what one costs: a few are tried. */
    private static final int TRIALS = 10;

    private final List<Budget.Limit> limits;
    private final double[] spent;
    private long running;
    private long ended;

    BudgetAccount(Budget budget) {
        this.limits = budget.limits();
        this.spent = new double[limits.size()];
    }

    /** {@return null if a run more is within the budget, and counts as running now; else what is used up} */
    synchronized @Nullable String reserve() {
        for (int i = 0; i < limits.size(); i++) {
            Budget.Limit limit = limits.get(i);
            boolean counted = limit.unit().equals("runs");
            double average = counted ? 1 : ended == 0 ? 0 : spent[i] / ended;
            boolean blind = average == 0 && running >= TRIALS;
            if (spent[i] + running * average + (counted ? 1 : average) > limit.most() || blind && ended == 0) {
                return blind && ended == 0 ? "" : used(limit, spent[i]);
            }
        }
        running++;
        return null;
    }

    private String used(Budget.Limit limit, double spent) {
        return String.format(
                Locale.ROOT,
                "the budget of %s %s is used up (%s spent, %d runs under way)",
                number(limit.most()),
                limit.unit(),
                number(spent),
                running);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }

    /** A run of an earlier opening that may have been paid goes on. */
    synchronized void resumed() {
        running++;
    }

    /** What was reserved was not paid. */
    synchronized void released() {
        running--;
    }

    /** A run has ended. */
    synchronized void ended(Metrics metrics) {
        running--;
        add(metrics);
    }

    /** A run has ended in an earlier opening. */
    synchronized void add(Metrics metrics) {
        ended++;
        for (int i = 0; i < spent.length; i++) {
            spent[i] += limits.get(i).cost().applyAsDouble(metrics);
        }
    }
}
