package dev.replicate4j.tools;

import dev.replicate4j.Replicate;
import dev.replicate4j.codegen.pin.Pin;
import dev.replicate4j.jobs.Budget;
import dev.replicate4j.tools.internal.access.AddressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session was told when it was opened.
 *
 * @param replicate the user's client
 * @param pins the models that are offered
 * @param addresses which addresses may be passed on and fetched
 * @param save where files are saved; null for a temporary folder
 * @param folders whose files may be sent
 * @param budget what may be spent
 * @param answerWithin how long a call may take before it is answered
 * @param progressEvery how often listeners are told
 * @param runTimeout how long a run may take; null for no limit of ours
 * @param longestSide of pictures in answers, in pixels
 */
record ToolSettings(
        Replicate replicate,
        List<Pin> pins,
        AddressPolicy addresses,
        @Nullable Path save,
        List<Path> folders,
        Budget budget,
        Duration answerWithin,
        Duration progressEvery,
        @Nullable Duration runTimeout,
        int longestSide) {}
