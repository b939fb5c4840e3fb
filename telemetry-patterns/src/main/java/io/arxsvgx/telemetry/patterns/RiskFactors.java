// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import java.util.Map;

/**
 * What a host knows of how likely a component is to fail: any of {@code age}, {@code usage}, {@code environment} and {@code
 * maintenance}, each from 0 to 1. Called once for each component and round; what it throws is contained. Confined to the
 * thread of the detectors.
 */
@FunctionalInterface
public interface RiskFactors {
    /**
     * The factors of a component.
     *
     * @param component a source
     * @return those that are known; others count for nothing
     */
    Map<String, Double> of(String component);
}
