package dev.replicate4j.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set where there is no token. */
final class MissingApiTokenFailureAnalyzer extends AbstractFailureAnalyzer<MissingApiTokenException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingApiTokenException cause) {
        return new FailureAnalysis(cause.getMessage(), """
                Set one of:
                  - the environment variable REPLICATE_API_TOKEN
                  - the property %s
                  - a bean of type ReplicateConnectionDetails, whose token may change
                Tokens are made at https://replicate.com/account/api-tokens. A test needs none: annotate its class with \
                @AutoConfigureReplicate, which starts a server that stands in for Replicate.""".formatted(cause.property()), cause);
    }
}
