// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

/**
 * A detector of failure patterns. Detectors are passed to the processor's builder or found by {@link
 * java.util.ServiceLoader}. They are called every processing interval, one after the other; a slow detector delays the
 * next round, never the processor. Exceptions are counted and logged once per distinct fault, and do not affect other
 * detectors. Called one call at a time, by the thread of the detectors or, if the processor is caller-driven, by the
 * caller's.
 */
public interface PatternDetector {
    /**
     * Returns the detector's name.
     *
     * @return for example {@code trend}; the rule id of the alerts that its patterns raise
     */
    String name();

    /**
     * Searches the series for patterns.
     *
     * @param context the series and the receiver of the results
     * @throws Exception if the detection fails; the processor catches it
     */
    void detect(DetectionContext context) throws Exception;
}
