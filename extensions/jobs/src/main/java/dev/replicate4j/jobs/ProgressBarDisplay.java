package dev.replicate4j.jobs;

import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Redraws a bar. */
final class ProgressBarDisplay implements ProgressDisplay {

    private final Supplier<ProgressBar> maker;
    private @Nullable ProgressBar bar;

    ProgressBarDisplay(Supplier<ProgressBar> maker) {
        this.maker = maker;
    }

    @Override
    public void show(JobProgress progress) {
        ProgressBar shown = bar == null ? maker.get() : bar;
        bar = shown;
        shown.maxHint(progress.total().orElse(-1));
        shown.stepTo(progress.done() + progress.failed());
        shown.setExtraMessage(" " + ProgressText.details(progress));
    }

    @Override
    public void end(JobProgress progress) {
        show(progress);
        if (bar != null) {
            bar.close();
        }
    }
}
