// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.pattern;

/**
 * Looks for failure patterns. Detectors are given to the processor's builder or found by {@link
 * java.util.ServiceLoader}. They are called every processing interval, one after the other; a slow one makes the next
 * round late, never the processor. What one throws is counted and logged once per distinct fault, and harms no other.
 * Called one call at a time, by the thread of the detectors or, if the processor is caller-driven, by the
 * caller's.
 */
public interface PatternDetector {
    /**
     * The detector's name.
     *
     * @return for example {@code trend}; the rule id of the alerts its patterns raise
     */
    String name();

    /**
     * Looks once.
     *
     * @param context what there is to see, and where to report
     * @throws Exception whatever goes wrong; it is contained
     */
    void detect(DetectionContext context) throws Exception;
}
