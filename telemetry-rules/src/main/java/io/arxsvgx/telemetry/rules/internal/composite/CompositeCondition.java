// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.composite;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;

/**
 * A condition that is composed of other conditions, on one source and label set, by Kleene's three-valued logic. Each part
 * has its own window and state, as in a rule of its own. It is evaluated at each event of a part. A part without an event,
 * or whose last event is older than the time after which a series is stale, is unknown. If the whole is unknown an alert
 * stays as it is. Thread-safe.
 */
public abstract class CompositeCondition implements ConditionProvider {
    public static final Parameter CONDITIONS = Tree.CONDITIONS;
    public static final Parameter WITHIN = Tree.WITHIN;

    private final String kind;
    private final String description;

    private CompositeCondition(String kind, String description) {
        this.kind = kind;
        this.description = description;
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(CONDITIONS);
    }

    @Override
    public final SeriesEvaluator evaluator(List<AlertRule> rules) {
        return new CompositeEvaluator(rules.stream().map(Tree::of).toList());
    }

    /** The condition {@code all_of}. Thread-safe. */
    public static final class AllOf extends CompositeCondition {
        public static final String KIND = Tree.ALL_OF;

        /** Creates the condition, for the service loader. */
        public AllOf() {
            super(KIND, "All of several conditions breach.");
        }
    }

    /** The condition {@code any_of}. Thread-safe. */
    public static final class AnyOf extends CompositeCondition {
        public static final String KIND = Tree.ANY_OF;

        /** Creates the condition, for the service loader. */
        public AnyOf() {
            super(KIND, "At least one of several conditions breaches.");
        }
    }

    /** The condition {@code not}. Thread-safe. */
    public static final class Not extends CompositeCondition {
        public static final String KIND = Tree.NOT;

        /** Creates the condition, for the service loader. */
        public Not() {
            super(KIND, "A condition does not breach.");
        }

        @Override
        public void check(AlertRule rule) {
            int size = CONDITIONS.list(rule).size();
            if (size != 1) {
                throw CONDITIONS.refused(
                        "parameter \"" + CONDITIONS.name() + "\": expected exactly one condition, got " + size);
            }
        }
    }

    /** The condition {@code sequence}. Thread-safe. */
    public static final class Sequence extends CompositeCondition {
        public static final String KIND = Tree.SEQUENCE;

        /** Creates the condition, for the service loader. */
        public Sequence() {
            super(KIND, "Several conditions start to breach in their order, within some time.");
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(CONDITIONS, WITHIN);
        }
    }
}
