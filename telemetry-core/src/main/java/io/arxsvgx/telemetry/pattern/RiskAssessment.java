// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An assessment of the risk that a component fails. Immutable.
 *
 * @param component the component, usually a source
 * @param risk 0 to 1
 * @param factors each factor's share by name, 0 to 1
 * @param recommendations the recommended actions
 * @param timestamp the time of the assessment
 */
public record RiskAssessment(
        String component, double risk, Map<String, Double> factors, List<String> recommendations, Instant timestamp) {
    /**
     * Checks the risk and copies the collections.
     *
     * @param component as {@link #component()}
     * @param risk as {@link #risk()}
     * @param factors as {@link #factors()}
     * @param recommendations as {@link #recommendations()}
     * @param timestamp as {@link #timestamp()}
     * @throws IllegalArgumentException if the risk is not within 0 to 1
     */
    public RiskAssessment {
        if (!(risk >= 0 && risk <= 1)) {
            throw new IllegalArgumentException("risk: expected a number from 0 to 1, got " + risk);
        }
        factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
        recommendations = List.copyOf(recommendations);
    }
}
