// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.operations;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.internal.detection.PatternRegistry;
import io.arxsvgx.telemetry.operations.PatternOperations;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import java.util.List;

/** The failure patterns of an engine. Thread-safe. */
public final class EnginePatterns implements PatternOperations {
    private final PatternRegistry registry;

    public EnginePatterns(PatternRegistry registry) {
        this.registry = registry;
    }

    @Override
    public List<FailurePattern> newest(int limit) {
        return registry.newest(limit);
    }

    @Override
    public List<RiskAssessment> riskHistory(String component) {
        return registry.riskHistory(requireNonNull(component, "component"));
    }
}
