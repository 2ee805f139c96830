package dev.replicate4j.testkit.internal.responder;

import dev.replicate4j.testkit.internal.json.ServerJson;
import dev.replicate4j.testkit.internal.media.MediaFile;
import dev.replicate4j.testkit.internal.model.IdGenerator;
import dev.replicate4j.testkit.internal.run.RunScript;
import dev.replicate4j.testkit.internal.run.RunStep;
import dev.replicate4j.testkit.internal.run.SimulatedRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Generates the output of a training: logs of its progress, the name of a version and a file of weights. */
final class TrainingOutputGenerator {

    private static final int EPOCHS = 4;

    private TrainingOutputGenerator() {}

    static RunScript training(SimulatedRun run) {
        List<RunStep> steps = new ArrayList<>();
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            int percent = 100 * epoch / EPOCHS;
            steps.add(new RunStep.Log(String.format(
                    "%3d%%|%s| %d/%d [00:0%d<00:0%d,  1.00it/s]",
                    percent, "█".repeat(epoch) + " ".repeat(EPOCHS - epoch), epoch, EPOCHS, epoch, EPOCHS - epoch)));
        }
        byte[] weights = ("weights of " + run.id()).getBytes(StandardCharsets.UTF_8);
        steps.add(new RunStep.Whole(ServerJson.object(
                "version",
                run.spec().destination() + ":" + IdGenerator.version(run.id()),
                "weights",
                MediaFile.of("trained_model.tar", "application/x-tar", weights))));
        return RunScript.of(steps);
    }
}
