// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import java.util.Map;

/**
 * A source of the host's own risk factors of a component: any of {@code age}, {@code usage}, {@code environment} and
 * {@code maintenance}, each from 0 to 1. It is called once for each component and round.
 * Exceptions are caught. Confined to the detectors' thread.
 */
@FunctionalInterface
public interface RiskFactors {
    /**
     * Returns the factors of a component.
     *
     * @param component a source
     * @return the known factors; others are ignored
     */
    Map<String, Double> of(String component);
}
