// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.operations;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import java.util.List;

/**
 * The results of failure detection, as {@code processor.patterns()} returns them. Implemented by the library alone.
 * Thread-safe.
 *
 * <pre>{@code
 * processor.patterns().newest(10).forEach(pattern -> System.out.println(pattern.description()));
 * }</pre>
 */
public interface PatternOperations {
    /**
     * Returns the newest failure patterns.
     *
     * @param limit the maximum number; 0 or less for none
     * @return newest last
     */
    List<FailurePattern> newest(int limit);

    /**
     * Returns the latest risk assessments of a component.
     *
     * @param component the component, usually a source
     * @return at most 100 assessments, newest last; none for an unknown component
     */
    List<RiskAssessment> riskHistory(String component);
}
