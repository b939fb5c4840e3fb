// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import java.util.List;
import java.util.stream.Collectors;

/** The exception for an invalid rule; names each fault with its field, so that a form can show it there. Immutable. */
public final class InvalidRuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /**
     * One fault of a rule. Immutable.
     *
     * @param field the invalid part by its name in JSON, such as {@code rule_id}, {@code for} or {@code
     *     parameters.window}; empty if unknown
     * @param message the fault and what was expected
     */
    public record Fault(String field, String message) {}

    /**
     * Returns the field of a fault in a parameter.
     *
     * @param name the parameter
     * @return such as {@code parameters.window}
     */
    public static String parameterKey(String name) {
        return "parameters." + name;
    }

    /**
     * Describes a rule with one fault.
     *
     * @param field as {@link Fault#field()}
     * @param message as {@link Fault#message()}
     */
    public InvalidRuleException(String field, String message) {
        this("", List.of(new Fault(field, message)));
    }

    /**
     * Describes a rule with several faults.
     *
     * @param prefix the beginning of the message, such as the rule
     * @param faults the faults
     */
    public InvalidRuleException(String prefix, List<Fault> faults) {
        super(prefix + faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /**
     * Returns the faults.
     *
     * @return at least one fault, in the order of the rule's parts
     */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * Returns the faults of any exception that rejects a rule.
     *
     * @param refusal the exception
     * @return its faults; a single one without a field if the exception does not list them
     */
    public static List<Fault> faultsOf(IllegalArgumentException refusal) {
        return refusal instanceof InvalidRuleException invalid
                ? invalid.faults()
                : List.of(new Fault("", String.valueOf(refusal.getMessage())));
    }
}
