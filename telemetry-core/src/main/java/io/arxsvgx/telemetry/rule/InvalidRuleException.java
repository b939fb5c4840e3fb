// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Says why a rule is refused, part by part, so that a form can show each fault beside what is wrong. Immutable. */
public final class InvalidRuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /**
     * One thing that is wrong with a rule. Immutable.
     *
     * @param field the part that is wrong, as JSON names it, such as {@code rule_id}, {@code for} or {@code
     *     parameters.window}; empty where it cannot be told
     * @param message what is wrong with it, and what it takes
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
     * Tells of one fault.
     *
     * @param field as {@link Fault#field()}
     * @param message as {@link Fault#message()}
     */
    public InvalidRuleException(String field, String message) {
        this("", List.of(new Fault(field, message)));
    }

    /**
     * Tells of all faults at once.
     *
     * @param prefix what the message begins with, such as which rule it is
     * @param faults the faults
     */
    public InvalidRuleException(String prefix, List<Fault> faults) {
        super(prefix + faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /**
     * What is wrong.
     *
     * @return at least one fault, in the order of the rule's parts
     */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * What is wrong, by any exception that refuses a rule.
     *
     * @param refusal the exception
     * @return its faults; where it does not tell them one, of no field
     */
    public static List<Fault> faultsOf(IllegalArgumentException refusal) {
        return refusal instanceof InvalidRuleException invalid
                ? invalid.faults()
                : List.of(new Fault("", String.valueOf(refusal.getMessage())));
    }
}
