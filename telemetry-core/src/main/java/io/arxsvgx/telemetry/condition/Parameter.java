// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One parameter that a condition takes: the source of validation, of forms and of the rule reference. A condition
 * declares it once and reads it from a rule by {@link #number}, {@link #integer} or {@link #text}, which answer the
 * default where the rule is silent. Immutable.
 *
 * @param name the key in {@link AlertRule#parameters()}
 * @param type what kind of value it takes
 * @param required whether a rule must give it
 * @param defaultValue the value where a rule does not give it; null where it is required or where absence has a meaning
 * @param minimum the least number allowed, inclusive; negative infinity for none
 * @param maximum the greatest number allowed, inclusive; positive infinity for none
 * @param choices the texts allowed; empty for any
 * @param meaning one sentence, with the unit
 */
public record Parameter(
        String name,
        Type type,
        boolean required,
        @Nullable Object defaultValue,
        double minimum,
        double maximum,
        List<String> choices,
        String meaning) {

    /** The type of a parameter's value. Immutable. */
    public enum Type {
        /** A finite number. */
        NUMBER,
        /** A whole number. */
        INTEGER,
        /** A text, out of {@link Parameter#choices()} where there are any. */
        TEXT
    }

    /**
     * Checks the parts.
     *
     * @param name as {@link #name()}
     * @param type as {@link #type()}
     * @param required as {@link #required()}
     * @param defaultValue as {@link #defaultValue()}
     * @param minimum as {@link #minimum()}
     * @param maximum as {@link #maximum()}
     * @param choices as {@link #choices()}
     * @param meaning as {@link #meaning()}
     * @throws NullPointerException if a part that must be there is null
     */
    public Parameter {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(meaning, "meaning");
        choices = List.copyOf(choices);
    }

    /**
     * A parameter that takes any finite number, with no default and not required.
     *
     * @param name the key
     * @param meaning one sentence, with the unit
     * @return the parameter
     */
    public static Parameter number(String name, String meaning) {
        return new Parameter(
                name, Type.NUMBER, false, null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), meaning);
    }

    /**
     * A parameter that takes a whole number.
     *
     * @param name the key
     * @param minimum the least allowed
     * @param maximum the greatest allowed
     * @param meaning one sentence, with the unit
     * @return the parameter
     */
    public static Parameter integer(String name, int minimum, int maximum, String meaning) {
        return new Parameter(name, Type.INTEGER, false, null, minimum, maximum, List.of(), meaning);
    }

    /**
     * A parameter that takes one of some texts.
     *
     * @param name the key
     * @param choices the texts allowed
     * @param meaning one sentence
     * @return the parameter
     */
    public static Parameter choice(String name, List<String> choices, String meaning) {
        return new Parameter(
                name, Type.TEXT, false, null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, choices, meaning);
    }

    /**
     * This parameter, required.
     *
     * @return the changed copy
     */
    public Parameter asRequired() {
        return new Parameter(name, type, true, null, minimum, maximum, choices, meaning);
    }

    /**
     * This parameter, with a default.
     *
     * @param value the value where a rule gives none
     * @return the changed copy
     */
    public Parameter withDefault(Object value) {
        Parameter changed = new Parameter(name, type, false, value, minimum, maximum, choices, meaning);
        changed.check(value);
        return changed;
    }

    /**
     * This parameter, bounded.
     *
     * @param least the least number allowed, inclusive
     * @param greatest the greatest number allowed, inclusive
     * @return the changed copy
     */
    public Parameter within(double least, double greatest) {
        return new Parameter(name, type, required, defaultValue, least, greatest, choices, meaning);
    }

    /**
     * Checks a value that a rule gives.
     *
     * @param value the value
     * @throws InvalidRuleException if it is of the wrong type or out of range; the message says what is allowed
     */
    public void check(@Nullable Object value) {
        if (type == Type.TEXT) {
            if (!(value instanceof CharSequence)) {
                throw wrong(value);
            }
            if (!choices.isEmpty() && !choices.contains(value.toString())) {
                throw refused(Suggestions.unknown(name, value.toString(), choices));
            }
            return;
        }
        if (!(value instanceof Number number)) {
            throw wrong(value);
        }
        double d = number.doubleValue();
        boolean whole = type == Type.NUMBER || d == Math.rint(d);
        if (!Double.isFinite(d) || !whole || d < minimum || d > maximum) {
            throw wrong(value);
        }
    }

    /**
     * Reads this parameter from a rule as a number.
     *
     * @param rule a rule that was checked
     * @return the rule's value, or the default; NaN where neither is there
     */
    public double number(AlertRule rule) {
        return value(rule) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /**
     * Reads this parameter from a rule as a whole number.
     *
     * @param rule a rule that was checked
     * @return the rule's value, or the default; 0 where neither is there
     */
    public int integer(AlertRule rule) {
        return value(rule) instanceof Number number ? number.intValue() : 0;
    }

    /**
     * Reads this parameter from a rule as a text.
     *
     * @param rule a rule that was checked
     * @return the rule's value, or the default; empty where neither is there
     */
    public String text(AlertRule rule) {
        Object value = value(rule);
        return value == null ? "" : value.toString();
    }

    /**
     * Whether a rule gives this parameter itself.
     *
     * @param rule the rule
     * @return false where the default counts
     */
    public boolean isGiven(AlertRule rule) {
        return rule.parameters().containsKey(name);
    }

    /**
     * What is allowed, in words.
     *
     * @return for example {@code a whole number from 2 to 100000}
     */
    public String allowed() {
        if (type == Type.TEXT) {
            return choices.isEmpty() ? "a text" : "one of " + String.join(" ", choices);
        }
        String what = type == Type.INTEGER ? "a whole number" : "a finite number";
        boolean below = maximum != Double.POSITIVE_INFINITY;
        boolean above = minimum != Double.NEGATIVE_INFINITY;
        if (above && below) {
            return what + " from " + show(minimum) + " to " + show(maximum);
        }
        return above ? what + " of at least " + show(minimum) : below ? what + " of at most " + show(maximum) : what;
    }

    /**
     * Checks all parameters of a rule against those a condition takes. {@code field} belongs to every rule and is not
     * among them.
     *
     * @param taken what the condition takes
     * @param given what the rule gives
     * @throws InvalidRuleException if any is unknown, missing, of the wrong type or out of range; it names all of them
     */
    public static void checkAll(List<Parameter> taken, Map<String, Object> given) {
        List<String> names = taken.stream().map(Parameter::name).toList();
        List<InvalidRuleException.Fault> faults = new ArrayList<>();
        for (String name : given.keySet()) {
            if (!name.equals(AlertRule.FIELD) && !names.contains(name)) {
                faults.add(new InvalidRuleException.Fault(
                        InvalidRuleException.parameterKey(name),
                        Suggestions.unknown("parameter", name, with(names, AlertRule.FIELD))));
            }
        }
        for (Parameter parameter : taken) {
            try {
                parameter.checkIn(given);
            } catch (InvalidRuleException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidRuleException("", faults);
        }
    }

    private void checkIn(Map<String, Object> given) {
        if (given.containsKey(name)) {
            check(given.get(name));
        } else if (required) {
            throw refused("parameter \"" + name + "\" is missing; it takes " + allowed());
        }
    }

    /**
     * Refuses a rule for this parameter.
     *
     * @param message what is wrong, and what it takes
     * @return what to throw
     */
    public InvalidRuleException refused(String message) {
        return new InvalidRuleException(InvalidRuleException.parameterKey(name), message);
    }

    private @Nullable Object value(AlertRule rule) {
        return rule.parameters().getOrDefault(name, defaultValue);
    }

    private InvalidRuleException wrong(@Nullable Object value) {
        String shown = value instanceof CharSequence
                ? ForeignText.quote(value.toString())
                : ForeignText.shorten(String.valueOf(value));
        return refused("parameter \"" + name + "\" is " + shown + "; it takes " + allowed());
    }

    private static List<String> with(List<String> names, String one) {
        List<String> all = new ArrayList<>(names);
        all.add(one);
        return all;
    }

    private static String show(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15 ? Long.toString((long) bound) : "" + bound;
    }
}
