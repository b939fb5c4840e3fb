// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import java.util.List;

/** The exception for a set of rules that was rejected as a whole. Immutable. */
public final class RuleSetRejectedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    /**
     * Creates an exception.
     *
     * @param reasons the reasons, rule by rule
     */
    public RuleSetRejectedException(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /**
     * Returns the reasons.
     *
     * @return one sentence for each rejected rule
     */
    public List<String> reasons() {
        return reasons;
    }
}
