// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Identifiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule: plain data that says on which series what condition opens an alert, and what is done then. Whether the
 * condition and its parameters exist is checked when a processor takes the rule. Immutable.
 *
 * @param id unique among the rules of a processor; never empty, and such that a URL path segment can carry it: at most 200
 *     characters, no slash, backslash or control character, not {@code .} or {@code ..}
 * @param name for people; the id by default
 * @param condition the kind of condition, such as {@code threshold}
 * @param parameters what the condition takes; {@code field}, the type of event it looks at, is always among them
 * @param severity {@link Severity#WARNING} by default
 * @param enabled true by default
 * @param actions names of the actions, in order; none by default
 * @param source selects series by source: exact, or a pattern in which {@code *} stands for any text; {@code *} by
 *     default
 * @param forDuration how long the condition must hold before the alert fires; zero by default
 * @param keepFiringFor how long the alert goes on after the condition has ended; zero by default
 * @param repeatInterval how often the actions are called again while the alert fires, at least 1 ms; zero, never, by
 *     default
 * @param labels further names for filters
 * @param annotations further texts for people
 */
public record AlertRule(
        String id,
        String name,
        String condition,
        Map<String, Object> parameters,
        Severity severity,
        boolean enabled,
        List<String> actions,
        String source,
        Duration forDuration,
        Duration keepFiringFor,
        Duration repeatInterval,
        Map<String, String> labels,
        Map<String, String> annotations) {

    /** The parameter of every rule that names the type of the events it looks at. */
    public static final String FIELD = "field";

    private static final Duration MAX_DURATION = Duration.ofDays(3650);
    private static final Duration MIN_REPEAT_INTERVAL = Duration.ofMillis(1);

    /**
     * Checks what needs no knowledge of conditions, and copies the collections.
     *
     * @param id as {@link #id()}
     * @param name as {@link #name()}
     * @param condition as {@link #condition()}
     * @param parameters as {@link #parameters()}
     * @param severity as {@link #severity()}
     * @param enabled as {@link #enabled()}
     * @param actions as {@link #actions()}
     * @param source as {@link #source()}
     * @param forDuration as {@link #forDuration()}
     * @param keepFiringFor as {@link #keepFiringFor()}
     * @param repeatInterval as {@link #repeatInterval()}
     * @param labels as {@link #labels()}
     * @param annotations as {@link #annotations()}
     * @throws InvalidRuleException if a part is missing, empty or out of range; it names all that are
     */
    public AlertRule {
        List<InvalidRuleException.Fault> faults = new ArrayList<>();
        legal(faults, id);
        if (!name.equals(id)) {
            present(faults, "name", "name", name);
        }
        present(faults, "condition", "condition", condition);
        present(faults, "source", "source", source);
        requireNonNull(severity, "severity");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        actions = List.copyOf(actions);
        actions.forEach(action -> present(faults, "action", "actions", action));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        unicode(faults, "parameters", parameters);
        unicode(faults, "labels", labels);
        unicode(faults, "annotations", annotations);
        inRange(faults, "for", forDuration);
        inRange(faults, "keep_firing_for", keepFiringFor);
        inRange(faults, "repeat_interval", repeatInterval);
        if (!repeatInterval.isZero()
                && !repeatInterval.isNegative()
                && repeatInterval.compareTo(MIN_REPEAT_INTERVAL) < 0) {
            faults.add(new InvalidRuleException.Fault(
                    "repeat_interval",
                    "repeat_interval is " + repeatInterval.toNanos() + " ns; it takes 0, for never, or at least "
                            + MIN_REPEAT_INTERVAL.toMillis() + " ms"));
        }
        if (!(parameters.get(FIELD) instanceof String field) || field.isEmpty()) {
            faults.add(new InvalidRuleException.Fault(
                    InvalidRuleException.parameterKey(FIELD),
                    "parameter \"" + FIELD + "\" is "
                            + (parameters.containsKey(FIELD)
                                    ? ForeignText.quote(String.valueOf(parameters.get(FIELD)))
                                    : "missing")
                            + "; it names the type of the events to look at, such as \"temperature\""));
        }
        if (!faults.isEmpty()) {
            throw new InvalidRuleException("rule \"" + id + "\": ", faults);
        }
    }

    /**
     * The type of the events that this rule looks at.
     *
     * @return the parameter {@code field}
     */
    public String field() {
        return (String) requireNonNull(parameters.get(FIELD));
    }

    /**
     * Starts a rule.
     *
     * @param id the rule's id
     * @return a builder
     * @throws InvalidRuleException if the id is empty, or a URL path segment cannot carry it
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /**
     * Starts a changed copy of this rule.
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
                .forDuration(forDuration)
                .keepFiringFor(keepFiringFor)
                .repeatInterval(repeatInterval);
        parameters.forEach(builder::parameter);
        labels.forEach(builder::label);
        annotations.forEach(builder::annotation);
        return builder;
    }

    private static void present(List<InvalidRuleException.Fault> faults, String what, String field, String text) {
        requireNonNull(text, what);
        if (text.isBlank()) {
            faults.add(new InvalidRuleException.Fault(field, "a rule's " + what + " is empty"));
        } else if (!Identifiers.isUnicode(text)) {
            faults.add(notUnicode(field, "a rule's " + what));
        }
    }

    private static void legal(List<InvalidRuleException.Fault> faults, String id) {
        String problem = Identifiers.problem("rule_id", requireNonNull(id, "id"));
        if (problem != null) {
            faults.add(new InvalidRuleException.Fault("rule_id", problem));
        }
    }

    private static void unicode(List<InvalidRuleException.Fault> faults, String field, Map<String, ?> texts) {
        for (Map.Entry<String, ?> entry : texts.entrySet()) {
            boolean isText = entry.getValue() instanceof String;
            if (!Identifiers.isUnicode(entry.getKey())) {
                faults.add(notUnicode(field, "a name in " + field));
            } else if (isText && !Identifiers.isUnicode((String) entry.getValue())) {
                String key = field + "." + entry.getKey();
                faults.add(notUnicode(key, key));
            }
        }
    }

    private static InvalidRuleException.Fault notUnicode(String field, String what) {
        return new InvalidRuleException.Fault(
                field, what + " contains half of a surrogate pair; expected text that UTF-8 can encode");
    }

    private static void inRange(List<InvalidRuleException.Fault> faults, String what, Duration duration) {
        requireNonNull(duration, what);
        if (duration.isNegative() || duration.compareTo(MAX_DURATION) > 0) {
            faults.add(new InvalidRuleException.Fault(
                    what,
                    what + " is " + duration.toSeconds() + " s; it takes 0 s to " + MAX_DURATION.toSeconds() + " s"));
        }
    }

    /** Collects the parts of a rule. Not thread-safe. */
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
        private Duration forDuration = Duration.ZERO;
        private Duration keepFiringFor = Duration.ZERO;
        private Duration repeatInterval = Duration.ZERO;

        private Builder(String id) {
            this.id = requireNonNull(id, "id");
            List<InvalidRuleException.Fault> faults = new ArrayList<>();
            legal(faults, id);
            if (!faults.isEmpty()) {
                throw new InvalidRuleException("", faults);
            }
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
         * Sets the kind of condition.
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
         * @param key its name; {@code field} is needed always
         * @param value a number or a text
         * @return this builder
         */
        public Builder parameter(String key, Object value) {
            parameters.put(requireNonNull(key, "parameter name"), requireNonNull(value, key));
            return this;
        }

        /**
         * Sets several parameters.
         *
         * @param values numbers or texts by name
         * @return this builder
         */
        public Builder parameters(Map<String, ?> values) {
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
         * Switches the rule on or off.
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
         * Sets how long the condition must hold before the alert fires.
         *
         * @param value zero to ten years; zero by default
         * @return this builder
         */
        public Builder forDuration(Duration value) {
            forDuration = value;
            return this;
        }

        /**
         * Sets how long the alert goes on after the condition has ended.
         *
         * @param value zero to ten years; zero by default
         * @return this builder
         */
        public Builder keepFiringFor(Duration value) {
            keepFiringFor = value;
            return this;
        }

        /**
         * Sets how often the actions are called again while the alert fires.
         *
         * @param value 1 ms to ten years; zero, never, by default
         * @return this builder
         */
        public Builder repeatInterval(Duration value) {
            repeatInterval = value;
            return this;
        }

        /**
         * Adds a label.
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
         * Adds an annotation.
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
         * Makes the rule.
         *
         * @return the rule
         * @throws InvalidRuleException if a part is missing, empty or out of range; it names all that are
         */
        public AlertRule build() {
            return new AlertRule(
                    id,
                    name,
                    condition,
                    parameters,
                    severity,
                    enabled,
                    actions,
                    source,
                    forDuration,
                    keepFiringFor,
                    repeatInterval,
                    labels,
                    annotations);
        }
    }
}
