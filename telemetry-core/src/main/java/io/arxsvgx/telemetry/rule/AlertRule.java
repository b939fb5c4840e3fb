// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.text.ParameterEquality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule: plain data for the condition, the series, and the actions of an alert. The processor checks that the
 * condition and its parameters exist when the rule is added.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("high_temperature")
 *         .on("temperature")
 *         .when(Threshold.above(80))
 *         .severity(Severity.CRITICAL)
 *         .build();
 * }</pre>
 *
 * <p>The same rule in text form, in which rules are stored and sent:
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("high_temperature")
 *         .condition("threshold")
 *         .parameter("field", "temperature")
 *         .parameter("operator", ">")
 *         .parameter("value", 80.0)
 *         .severity(Severity.CRITICAL)
 *         .build();
 * }</pre>
 *
 * <p>Rules are equal if all their parts are. Parameters are equal if they mean the same: 80 is 80.0, and their order does
 * not matter.
 *
 * <p>Immutable.
 */
public final class AlertRule {
    /** The parameter of every rule that names the type of its events. */
    public static final String FIELD = "field";

    private final String id;
    private final String name;
    private final String condition;
    private final Map<String, Object> parameters;
    private final Severity severity;
    private final boolean enabled;
    private final List<String> actions;
    private final String source;
    private final Map<String, String> match;
    private final @Nullable List<String> by;
    private final @Nullable Combination combine;
    private final Duration forDuration;
    private final Duration keepFiringFor;
    private final Duration repeatInterval;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;

    private AlertRule(Builder builder) {
        id = builder.id;
        name = builder.name;
        condition = builder.condition;
        parameters = copy(builder.parameters);
        severity = requireNonNull(builder.severity, "severity");
        enabled = builder.enabled;
        actions = List.copyOf(builder.actions);
        source = builder.source;
        match = copy(builder.match);
        by = builder.by;
        combine = builder.combine;
        forDuration = builder.forDuration;
        keepFiringFor = builder.keepFiringFor;
        repeatInterval = builder.repeatInterval;
        labels = copy(builder.labels);
        annotations = copy(builder.annotations);
        AlertRuleValidator.check(this);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * {@return the id, unique among the rules of a processor; never empty, and such that a URL path segment can carry
     * it: at most 200 characters, no slash, backslash or control character, not {@code .} or {@code ..}}
     */
    public String id() {
        return id;
    }

    /** {@return the name for people; the id by default} */
    public String name() {
        return name;
    }

    /** {@return the kind of condition, such as {@code threshold}} */
    public String condition() {
        return condition;
    }

    /** {@return the parameters of the condition; {@code field}, the type of its events, is always among them} */
    public Map<String, Object> parameters() {
        return parameters;
    }

    /** {@return the severity of its alerts; {@link Severity#WARNING} by default} */
    public Severity severity() {
        return severity;
    }

    /** {@return whether the rule is evaluated; true by default} */
    public boolean enabled() {
        return enabled;
    }

    /** {@return the names of the actions, in order; none by default} */
    public List<String> actions() {
        return actions;
    }

    /**
     * {@return the selector of series by source: exact, or a pattern in which {@code *} stands for any text; {@code *}
     * by default}
     */
    public String source() {
        return source;
    }

    /**
     * {@return the selectors of series by label: a pattern for each name, as for {@link #source}; all must match. An absent
     * label is the empty text, so the pattern {@code ""} matches absence alone. Empty, for any labels, by default}
     */
    public Map<String, String> match() {
        return match;
    }

    /**
     * {@return the names of the labels by which the rule groups series into streams: it evaluates the series of a source
     * that agree on these labels as one series, and its alerts have these labels alone. An empty list makes one stream of
     * all series of a source. Null, by default: each series is evaluated separately}
     */
    public @Nullable List<String> by() {
        return by;
    }

    /**
     * {@return how the newest values of the members of a stream are combined into one value, which the condition evaluates
     * after each event of a member. A member that has been silent for {@code staleAfter} no longer counts. Null, by default:
     * the condition evaluates the events of all members as they come, which suits events that count something, such as
     * requests; gauges, such as a queue's length on each node, are combined. Without {@link #by} it has no effect}
     */
    public @Nullable Combination combine() {
        return combine;
    }

    /** {@return the time for which the condition must hold before the alert fires; zero by default} */
    public Duration forDuration() {
        return forDuration;
    }

    /** {@return the time for which the alert keeps firing after the condition has ended; zero by default} */
    public Duration keepFiringFor() {
        return keepFiringFor;
    }

    /**
     * {@return the interval at which the actions are called again while the alert fires, at least 1 ms; zero, for
     * never, by default}
     */
    public Duration repeatInterval() {
        return repeatInterval;
    }

    /** {@return the labels, for filters; <code>{{source}}</code>, <code>{{type}}</code> and <code>{{labels.NAME}}</code>, for a label of the series, are replaced in an alert} */
    public Map<String, String> labels() {
        return labels;
    }

    /** {@return the annotations, for people; in an alert the places that {@link Builder#annotation} lists are replaced} */
    public Map<String, String> annotations() {
        return annotations;
    }

    /**
     * Returns the type of this rule's events.
     *
     * @return the parameter {@code field}
     */
    public String field() {
        return fields().get(0);
    }

    /**
     * Returns the types of the events that the rule evaluates: those that the parameter {@link #FIELD} names, also in the
     * parts of a condition over several series.
     *
     * @return each type once, that of the rule first; never empty
     */
    public List<String> fields() {
        Set<String> found = new LinkedHashSet<>();
        RuleFields.addTo(found, parameters);
        return List.copyOf(found);
    }

    /**
     * Returns a builder of a rule.
     *
     * @param id the rule's id
     * @return a builder
     * @throws InvalidRuleException if the id is empty, or a URL path segment cannot carry it
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /**
     * Returns a builder of a changed copy of this rule.
     *
     * @return a builder with all parts of this rule
     */
    public Builder toBuilder() {
        Builder builder = new Builder(id)
                .name(name)
                .condition(condition)
                .severity(severity)
                .enabled(enabled)
                .actions(actions.toArray(String[]::new))
                .source(source)
                .combine(combine)
                .forDuration(forDuration)
                .keepFiringFor(keepFiringFor)
                .repeatInterval(repeatInterval);
        if (by != null) {
            builder.by(by.toArray(String[]::new));
        }
        match.forEach(builder::match);
        parameters.forEach(builder::parameter);
        labels.forEach(builder::label);
        annotations.forEach(builder::annotation);
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AlertRule that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "AlertRule[id=" + id + ", name=" + name + ", condition=" + condition + ", parameters=" + parameters
                + ", severity=" + severity + ", enabled=" + enabled + ", actions=" + actions + ", source=" + source
                + ", match=" + match + ", by=" + by + ", combine=" + combine + ", forDuration=" + forDuration
                + ", keepFiringFor=" + keepFiringFor + ", repeatInterval="
                + repeatInterval + ", labels=" + labels + ", annotations=" + annotations + ']';
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                id,
                name,
                condition,
                ParameterEquality.comparable(parameters),
                severity,
                enabled,
                actions,
                source,
                match,
                by,
                combine,
                forDuration,
                keepFiringFor,
                repeatInterval,
                labels,
                annotations);
    }

    /** A builder of rules. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final Map<String, Object> parameters = new LinkedHashMap<>();
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final Map<String, String> annotations = new LinkedHashMap<>();
        private String name;
        private String condition = "";
        private Severity severity = Severity.WARNING;
        private boolean enabled = true;
        private List<String> actions = List.of();
        private String source = "*";
        private final Map<String, String> match = new LinkedHashMap<>();
        private @Nullable List<String> by;
        private @Nullable Combination combine;
        private Duration forDuration = Duration.ZERO;
        private Duration keepFiringFor = Duration.ZERO;
        private Duration repeatInterval = Duration.ZERO;

        private Builder(String id) {
            this.id = requireNonNull(id, "id");
            AlertRuleValidator.checkId(id);
            this.name = id;
        }

        /**
         * Sets the name for people.
         *
         * @param value the id by default
         * @return this builder
         */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Sets the type of the rule's events: the parameter {@link AlertRule#FIELD}.
         *
         * @param field the exact type, such as {@code temperature}; there is no default
         * @return this builder
         */
        public Builder on(String field) {
            return parameter(FIELD, field);
        }

        /**
         * Sets the condition with all its parameters. Parameters that were set before are removed,
         * except {@link AlertRule#FIELD}; a {@link #parameter} set afterwards is added.
         *
         * @param value such as {@code Threshold.above(80)} of {@code telemetry-rules}; there is no default
         * @return this builder
         * @throws InvalidRuleException if the condition has a parameter {@link AlertRule#FIELD}, which belongs to the rule
         * @see #condition(Condition)
         */
        public Builder when(Condition value) {
            Map<String, Object> given = value.parameters();
            AlertRuleValidator.checkWithoutField(given);
            parameters.keySet().retainAll(Set.of(FIELD));
            return condition(value.name()).parameters(given);
        }

        /**
         * Sets the condition, as {@link #when} does, for languages in which {@code when} is a keyword.
         *
         * @param value as for {@link #when}
         * @return this builder
         * @throws InvalidRuleException as {@link #when} does
         */
        public Builder condition(Condition value) {
            return when(value);
        }

        /**
         * Sets the name of the condition, in text form. Parameters stay as they are.
         *
         * @param value for example {@code threshold}; there is no default
         * @return this builder
         */
        public Builder condition(String value) {
            condition = value;
            return this;
        }

        /**
         * Sets one parameter.
         *
         * @param key its name; {@code field} is always required, see {@link #on}
         * @param value a number or a text
         * @return this builder
         */
        public Builder parameter(String key, Object value) {
            parameters.put(requireNonNull(key, "parameter name"), ParameterEquality.copy(requireNonNull(value, key)));
            return this;
        }

        /**
         * Sets several parameters.
         *
         * @param values numbers or texts by name
         * @return this builder
         */
        public Builder parameters(Map<String, ? extends Object> values) {
            values.forEach(this::parameter);
            return this;
        }

        /**
         * Sets the severity.
         *
         * @param value {@link Severity#WARNING} by default
         * @return this builder
         */
        public Builder severity(Severity value) {
            severity = value;
            return this;
        }

        /**
         * Sets whether the rule is evaluated.
         *
         * @param value true by default
         * @return this builder
         */
        public Builder enabled(boolean value) {
            enabled = value;
            return this;
        }

        /**
         * Sets the actions.
         *
         * @param names their names, in order; none by default. One that is not registered yet is allowed
         * @return this builder
         */
        public Builder actions(String... names) {
            actions = new ArrayList<>(List.of(names));
            return this;
        }

        /**
         * Selects series by their source.
         *
         * @param selector exact, or with {@code *} for any text; {@code *} by default
         * @return this builder
         */
        public Builder source(String selector) {
            source = selector;
            return this;
        }

        /**
         * Selects series by a label. Several selectors must all match.
         *
         * @param label the name of the label
         * @param pattern exact, or with {@code *} for any text; the empty text matches series without the label
         * @return this builder
         */
        public Builder match(String label, String pattern) {
            match.put(requireNonNull(label, "label name"), requireNonNull(pattern, label));
            return this;
        }

        /**
         * Groups the series of a source into streams, each of which is evaluated as one series, see {@link AlertRule#by}.
         *
         * @param names the names of the labels by which the series are grouped; none makes one stream of each source
         * @return this builder
         */
        public Builder by(String... names) {
            by = List.of(names);
            return this;
        }

        /**
         * Combines the newest values of the series of a stream, see {@link AlertRule#combine}.
         *
         * @param value the combination; null, the default, for none
         * @return this builder
         */
        public Builder combine(@Nullable Combination value) {
            combine = value;
            return this;
        }

        /**
         * Sets the time for which the condition must hold before the alert fires.
         *
         * @param value zero to ten years; zero by default
         * @return this builder
         */
        public Builder forDuration(Duration value) {
            forDuration = value;
            return this;
        }

        /**
         * Sets the time for which the alert keeps firing after the condition has ended.
         *
         * @param value zero to ten years; zero by default
         * @return this builder
         */
        public Builder keepFiringFor(Duration value) {
            keepFiringFor = value;
            return this;
        }

        /**
         * Sets the interval at which the actions are called again while the alert fires.
         *
         * @param value 1 ms to ten years; zero, for never, by default
         * @return this builder
         */
        public Builder repeatInterval(Duration value) {
            repeatInterval = value;
            return this;
        }

        /**
         * Adds a label. An alert replaces <code>{{source}}</code>, <code>{{type}}</code> and <code>{{labels.NAME}}</code>.
         *
         * @param key its name
         * @param value its text
         * @return this builder
         */
        public Builder label(String key, String value) {
            labels.put(requireNonNull(key, "label name"), requireNonNull(value, key));
            return this;
        }

        /**
         * Adds an annotation. An alert replaces <code>{{value}}</code>, <code>{{source}}</code>, <code>{{type}}</code>,
         * <code>{{limit}}</code>, <code>{{labels.NAME}}</code> for a label of the series, and <code>{{meta.NAME}}</code> for an
         * attribute of the event; what the alert lacks is left empty.
         *
         * @param key its name
         * @param value its text
         * @return this builder
         */
        public Builder annotation(String key, String value) {
            annotations.put(requireNonNull(key, "annotation name"), requireNonNull(value, key));
            return this;
        }

        /**
         * Builds the rule.
         *
         * @return the rule
         * @throws InvalidRuleException if parts are missing, empty or out of range; the message names all of them
         */
        public AlertRule build() {
            return new AlertRule(this);
        }
    }
}
