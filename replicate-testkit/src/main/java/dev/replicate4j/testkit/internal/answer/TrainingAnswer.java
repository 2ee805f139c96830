package dev.replicate4j.testkit.internal.answer;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.media.Media;
import dev.replicate4j.testkit.internal.model.Ids;
import dev.replicate4j.testkit.internal.run.Run;
import dev.replicate4j.testkit.internal.run.Script;
import dev.replicate4j.testkit.internal.run.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a training does: it logs its progress and ends with the name of a version and a file of weights. */
final class TrainingAnswer {

    private static final int EPOCHS = 4;

    private TrainingAnswer() {}

    static Script training(Run run) {
        List<Step> steps = new ArrayList<>();
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            int percent = 100 * epoch / EPOCHS;
            steps.add(new Step.Log(String.format(
                    "%3d%%|%s| %d/%d [00:0%d<00:0%d,  1.00it/s]",
                    percent, "█".repeat(epoch) + " ".repeat(EPOCHS - epoch), epoch, EPOCHS, epoch, EPOCHS - epoch)));
        }
        byte[] weights = ("weights of " + run.id()).getBytes(StandardCharsets.UTF_8);
        steps.add(new Step.Whole(ServerJson.object(
                "version",
                run.spec().destination() + ":" + Ids.version(run.id()),
                "weights",
                Media.of("trained_model.tar", "application/x-tar", weights))));
        return Script.of(steps);
    }
}
