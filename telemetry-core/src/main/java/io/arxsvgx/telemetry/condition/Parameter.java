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
 * A parameter of a condition: the source of validation, of forms and of the rule reference. A condition declares it
 * once and reads it from a rule by {@link #number}, {@link #integer} or {@link #text}, which return the default if the
 * rule does not set it. Immutable.
 *
 * @param name the key in {@link AlertRule#parameters()}
 * @param type the type of its value
 * @param required whether a rule must set it
 * @param defaultValue the value if a rule does not set it; null if it is required or absence has a meaning
 * @param minimum the smallest number allowed, inclusive; negative infinity for none
 * @param maximum the largest number allowed, inclusive; positive infinity for none
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
        TEXT,
        /** True or false. */
        BOOLEAN,
        /** A list of texts, at least one and at most 100. */
        TEXTS,
        /**
         * A selection of events: a map with {@code field}, their type; optionally {@code match}, a map of patterns by label;
         * {@code status}, a list of statuses; {@code count}, whether the events are counted instead of their values added.
         * Without {@code field} it is that of the rule.
         */
        SELECTION,
        /**
         * Conditions of which this one is composed: a list of 1 to 32 maps, each with {@code condition}, a name, and {@code
         * parameters}. Without a parameter {@code field} it is that of the rule.
         */
        CONDITIONS,
        /**
         * Limits by severity: a list of maps, each with {@code severity}, a different one, and {@code value}, a finite
         * number.
         */
        LEVELS
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
     * @throws NullPointerException if a required part is null
     */
    public Parameter {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(meaning, "meaning");
        choices = List.copyOf(choices);
    }

    /**
     * Returns a parameter for any finite number, with no default and not required.
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
     * Returns a parameter for a whole number.
     *
     * @param name the key
     * @param minimum the smallest number allowed
     * @param maximum the largest number allowed
     * @param meaning one sentence, with the unit
     * @return the parameter
     */
    public static Parameter integer(String name, int minimum, int maximum, String meaning) {
        return new Parameter(name, Type.INTEGER, false, null, minimum, maximum, List.of(), meaning);
    }

    /**
     * Returns a parameter for one of several texts.
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
     * Returns a parameter of a type without choices and bounds.
     *
     * @param name the key
     * @param type its type
     * @param meaning one sentence, with the unit
     * @return the parameter
     */
    public static Parameter of(String name, Type type, String meaning) {
        return new Parameter(
                name, type, false, null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), meaning);
    }

    /**
     * Returns a parameter that is true or false; false by default.
     *
     * @param name the key
     * @param meaning one sentence
     * @return the parameter
     */
    public static Parameter flag(String name, String meaning) {
        return of(name, Type.BOOLEAN, meaning).withDefault(false);
    }

    /**
     * Returns a required copy of this parameter.
     *
     * @return the changed copy
     */
    public Parameter asRequired() {
        return new Parameter(name, type, true, null, minimum, maximum, choices, meaning);
    }

    /**
     * Returns a copy of this parameter with a default.
     *
     * @param value the value if a rule does not set it
     * @return the changed copy
     */
    public Parameter withDefault(Object value) {
        Parameter changed = new Parameter(name, type, false, value, minimum, maximum, choices, meaning);
        changed.check(value);
        return changed;
    }

    /**
     * Returns a copy of this parameter with bounds.
     *
     * @param least the smallest number allowed, inclusive
     * @param greatest the largest number allowed, inclusive
     * @return the changed copy
     */
    public Parameter within(double least, double greatest) {
        return new Parameter(name, type, required, defaultValue, least, greatest, choices, meaning);
    }

    /**
     * Checks a value of this parameter.
     *
     * @param value the value
     * @throws InvalidRuleException if it is of the wrong type or out of range; the message names the allowed values
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
        if (type != Type.NUMBER && type != Type.INTEGER) {
            ParameterStructure.check(this, value);
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
     * Returns this parameter of a rule as a number.
     *
     * @param rule a rule that was checked
     * @return the rule's value, or the default; NaN if there is neither
     */
    public double number(AlertRule rule) {
        return value(rule) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /**
     * Returns this parameter of a rule as a whole number.
     *
     * @param rule a rule that was checked
     * @return the rule's value, or the default; 0 if there is neither
     */
    public int integer(AlertRule rule) {
        return value(rule) instanceof Number number ? number.intValue() : 0;
    }

    /**
     * Returns this parameter of a rule as a text.
     *
     * @param rule a rule that was checked
     * @return the rule's value, or the default; empty if there is neither
     */
    public String text(AlertRule rule) {
        Object value = value(rule);
        return value == null ? "" : value.toString();
    }

    /**
     * Returns this parameter of a rule as true or false.
     *
     * @param rule a rule that was checked
     * @return the rule's value, or the default; false if there is neither
     */
    public boolean flag(AlertRule rule) {
        return value(rule) instanceof Boolean set && set;
    }

    /**
     * Returns this parameter of a rule as a list: of texts, or of maps.
     *
     * @param rule a rule that was checked
     * @return the rule's value, or the default; empty if there is neither
     */
    public List<?> list(AlertRule rule) {
        return value(rule) instanceof List<?> list ? list : List.of();
    }

    /**
     * Returns this parameter of a rule as a map.
     *
     * @param rule a rule that was checked
     * @return the rule's value by name, or the default; empty if there is neither
     */
    public Map<?, ?> map(AlertRule rule) {
        return value(rule) instanceof Map<?, ?> map ? map : Map.of();
    }

    /**
     * Returns whether a rule sets this parameter.
     *
     * @param rule the rule
     * @return false if the default applies
     */
    public boolean isGiven(AlertRule rule) {
        return rule.parameters().containsKey(name);
    }

    /**
     * Returns the allowed values as text.
     *
     * @return for example {@code a whole number from 2 to 100000}
     */
    public String allowed() {
        if (type == Type.TEXT) {
            return choices.isEmpty() ? "a text" : "one of " + String.join(" ", choices);
        }
        if (type != Type.NUMBER && type != Type.INTEGER) {
            return ParameterStructure.allowed(type);
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
     * Checks all parameters of a rule against those of its condition. {@code field} belongs to every rule and is not
     * among them.
     *
     * @param taken the parameters of the condition
     * @param given the parameters that the rule sets
     * @throws InvalidRuleException if any is unknown, missing, of the wrong type or out of range; the message names all
     *     of them
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
            throw refused("parameter \"" + name + "\" is missing; expected " + allowed());
        }
    }

    /**
     * Creates an exception that rejects a rule because of this parameter.
     *
     * @param message the fault and the allowed values
     * @return the exception to throw
     */
    public InvalidRuleException refused(String message) {
        return new InvalidRuleException(InvalidRuleException.parameterKey(name), message);
    }

    private @Nullable Object value(AlertRule rule) {
        return rule.parameters().getOrDefault(name, defaultValue);
    }

    InvalidRuleException wrong(@Nullable Object value) {
        String shown = value instanceof CharSequence
                ? ForeignText.quote(value.toString())
                : ForeignText.shorten(String.valueOf(value));
        return refused("parameter \"" + name + "\": expected " + allowed() + ", got " + shown);
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
