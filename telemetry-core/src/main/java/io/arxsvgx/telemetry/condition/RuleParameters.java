// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.Suggestions;
import java.util.Arrays;
import java.util.List;

/**
 * The values of a condition's parameters in one rule: the rule's values or the defaults. Read once when the rule takes
 * effect, so that a function may use them for every event. Immutable.
 */
public final class RuleParameters {
    private final String[] names;
    private final Parameter.Type[] types;
    private final double[] numbers;
    private final String[] texts;
    private final boolean[] given;

    private RuleParameters(List<Parameter> declared, AlertRule rule) {
        names = declared.stream().map(Parameter::name).toArray(String[]::new);
        types = declared.stream().map(Parameter::type).toArray(Parameter.Type[]::new);
        numbers = declared.stream()
                .mapToDouble(parameter -> parameter.number(rule))
                .toArray();
        texts = declared.stream().map(parameter -> parameter.text(rule)).toArray(String[]::new);
        given = new boolean[names.length];
        for (int i = 0; i < given.length; i++) {
            given[i] = declared.get(i).isGiven(rule);
        }
    }

    /**
     * Returns the parameters of a rule.
     *
     * @param condition the rule's condition, which declares the parameters
     * @param rule the rule, which has passed the condition's checks
     * @return the values
     */
    public static RuleParameters of(ConditionProvider condition, AlertRule rule) {
        return new RuleParameters(condition.parameters(), rule);
    }

    /**
     * Returns a number.
     *
     * @param parameter a parameter that the condition declares
     * @return the rule's value, or the default; NaN if there is neither
     * @throws IllegalArgumentException if it is not declared, or is a text
     */
    public double number(Parameter parameter) {
        return number(parameter.name());
    }

    /**
     * Returns a number by its name.
     *
     * @param name the name of a parameter that the condition declares
     * @return as for {@link #number(Parameter)}
     * @throws IllegalArgumentException if it is not declared, or is a text
     */
    public double number(String name) {
        return numbers[indexOfNumber(name)];
    }

    /**
     * Returns a whole number.
     *
     * @param parameter a parameter that the condition declares
     * @return the rule's value, or the default; 0 where there is neither
     * @throws IllegalArgumentException if it is not declared, or is a text
     */
    public int integer(Parameter parameter) {
        return integer(parameter.name());
    }

    /**
     * Returns a whole number by its name.
     *
     * @param name the name of a parameter that the condition declares
     * @return as for {@link #integer(Parameter)}
     * @throws IllegalArgumentException if it is not declared, or is a text
     */
    public int integer(String name) {
        return (int) number(name);
    }

    /**
     * Returns a text.
     *
     * @param parameter a parameter that the condition declares
     * @return the rule's value, or the default; empty where there is neither
     * @throws IllegalArgumentException if it is not declared
     */
    public String text(Parameter parameter) {
        return text(parameter.name());
    }

    /**
     * Returns a text by its name.
     *
     * @param name the name of a parameter that the condition declares
     * @return as for {@link #text(Parameter)}
     * @throws IllegalArgumentException if it is not declared
     */
    public String text(String name) {
        return texts[indexOf(name)];
    }

    /**
     * Returns whether the rule sets a parameter.
     *
     * @param parameter a parameter that the condition declares
     * @return false if the rule does not set it
     * @throws IllegalArgumentException if it is not declared
     */
    public boolean isGiven(Parameter parameter) {
        return given[indexOf(parameter.name())];
    }

    private int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(Suggestions.unknown("parameter", name, Arrays.asList(names)));
    }

    private int indexOfNumber(String name) {
        int index = indexOf(name);
        if (types[index] == Parameter.Type.TEXT) {
            throw new IllegalArgumentException(
                    "parameter \"" + name + "\": expected a number, got a text; read it by text(\"" + name + "\")");
        }
        return index;
    }

    /** Returns the values, such as {@code limit=10.0, mode=fast}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            if (!texts[i].isEmpty()) {
                text.append(text.length() == 0 ? "" : ", ")
                        .append(names[i])
                        .append('=')
                        .append(texts[i]);
            }
        }
        return text.toString();
    }
}
