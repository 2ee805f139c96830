package dev.replicate4j.jobs;

import dev.replicate4j.api.Metrics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what jobs have spent and what is under way. Thread-safe. */
final class BudgetAccount {

    /** Where no run has ended, nobody knows what one costs: a few are tried. */
    private static final int TRIALS = 10;

    private final List<Budget.Limit> limits;
    private final Map<String, Spending> jobs = new HashMap<>();
    private final double[] spent; // by all jobs
    private long running;
    private long ended;

    /** What one job has spent: it can be taken back as a whole. */
    private static final class Spending {

        private final double[] spent;
        private long running;
        private long ended;

        Spending(int limits) {
            this.spent = new double[limits];
        }
    }

    BudgetAccount(Budget budget) {
        this.limits = budget.limits();
        this.spent = new double[limits.size()];
    }

    /** A job is opened, and will tell what it has spent. */
    synchronized void open(String job) {
        Spending before = jobs.put(job, new Spending(limits.size()));
        if (before != null) {
            running -= before.running;
            ended -= before.ended;
            for (int i = 0; i < spent.length; i++) {
                spent[i] -= before.spent[i];
            }
        }
    }

    private Spending of(String job) {
        return jobs.computeIfAbsent(job, name -> new Spending(limits.size()));
    }

    /** {@return null if a run more is within the budget, and counts as running now; else what is used up} */
    synchronized @Nullable String reserve(String job) {
        for (int i = 0; i < limits.size(); i++) {
            Budget.Limit limit = limits.get(i);
            boolean counted = limit.unit().equals("runs");
            double average = counted ? 1 : ended == 0 ? 0 : spent[i] / ended;
            boolean blind = average == 0 && running >= TRIALS;
            if (spent[i] + running * average + (counted ? 1 : average) > limit.most() || blind && ended == 0) {
                return blind && ended == 0 ? "" : used(limit, spent[i]);
            }
        }
        run(job, 1);
        return null;
    }

    private void run(String job, int change) {
        running += change;
        of(job).running += change;
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
    synchronized void resumed(String job) {
        run(job, 1);
    }

    /** What was reserved was not paid. */
    synchronized void released(String job) {
        run(job, -1);
    }

    /** A run has ended. */
    synchronized void ended(String job, Metrics metrics) {
        run(job, -1);
        add(job, metrics);
    }

    /** A run has ended in an earlier opening. */
    synchronized void add(String job, Metrics metrics) {
        Spending own = of(job);
        ended++;
        own.ended++;
        for (int i = 0; i < spent.length; i++) {
            double cost = limits.get(i).cost().applyAsDouble(metrics);
            spent[i] += cost;
            own.spent[i] += cost;
        }
    }
}
