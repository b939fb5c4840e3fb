// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import java.util.List;

/** Says why a file of rules was refused as a whole. Immutable. */
public final class RuleSetRejectedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    /**
     * Collects the reasons.
     *
     * @param reasons what is wrong, rule by rule
     */
    public RuleSetRejectedException(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /**
     * What is wrong.
     *
     * @return one sentence for each rule that is refused
     */
    public List<String> reasons() {
        return reasons;
    }
}
