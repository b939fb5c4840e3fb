// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.composite;

import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tree of the conditions of which a rule is composed, and the layout of its state slots. Immutable. */
final class Tree {
    static final String ALL_OF = "all_of";
    static final String ANY_OF = "any_of";
    static final String NOT = "not";
    static final String SEQUENCE = "sequence";
    static final Parameter CONDITIONS = Parameter.of(
                    "conditions",
                    Parameter.Type.CONDITIONS,
                    "Conditions on one source and label set; a condition without `field` has that of the rule.")
            .asRequired();
    static final Parameter WITHIN = Parameter.number(
                    "within", "Longest time from the start of the first condition to that of the last, in seconds.")
            .within(1e-9, 31_536_000)
            .asRequired();
    private static final double NANOS_PER_SECOND = 1e9;
    /** The time of the newest event, and the input that decided the verdict. */
    static final int NEWEST = 0;

    static final int DECIDED = 1;
    private static final int FIRST = 2;

    final Node root;
    final List<Node.Leaf> leaves;
    final int stateSlots;

    private Tree(Node root, List<Node.Leaf> leaves, int stateSlots) {
        this.root = root;
        this.leaves = List.copyOf(leaves);
        this.stateSlots = stateSlots;
    }

    /** Returns the tree of a rule that was checked. */
    static Tree of(AlertRule rule) {
        Builder builder = new Builder(countLeaves(CONDITIONS.list(rule)));
        String field = rule.parameters().get(AlertRule.FIELD) instanceof String text ? text : "";
        Node root = builder.node(rule.condition(), rule.parameters(), field);
        return new Tree(root, builder.leaves, builder.next);
    }

    private static boolean isComposite(String condition) {
        return List.of(ALL_OF, ANY_OF, NOT, SEQUENCE).contains(condition);
    }

    private static int countLeaves(List<?> conditions) {
        int count = 0;
        for (Object each : conditions) {
            Map<?, ?> part = (Map<?, ?>) each;
            count += isComposite(String.valueOf(part.get("condition"))) ? countLeaves(parts(parameters(part))) : 1;
        }
        return count;
    }

    private static Map<?, ?> parameters(Map<?, ?> part) {
        return part.get("parameters") instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> parts(Map<?, ?> parameters) {
        return parameters.get(CONDITIONS.name()) instanceof List<?> list ? list : List.of();
    }

    /** Returns the index of the first slot of the inputs. */
    static int leavesAt(int at) {
        return at + FIRST;
    }

    private static final class Builder {
        private final List<Node.Leaf> leaves = new ArrayList<>();
        private int next;

        Builder(int leafCount) {
            next = FIRST + Node.Leaf.SLOTS * leafCount;
        }

        Node node(String condition, Map<?, ?> parameters, String ruleField) {
            String field = parameters.get(AlertRule.FIELD) instanceof String text ? text : ruleField;
            if (!isComposite(condition)) {
                Node.Leaf leaf = new Node.Leaf(leaves.size(), condition, field);
                leaves.add(leaf);
                return leaf;
            }
            List<Node> parts = new ArrayList<>();
            for (Object each : parts(parameters)) {
                Map<?, ?> part = (Map<?, ?>) each;
                parts.add(node(String.valueOf(part.get("condition")), parameters(part), field));
            }
            return switch (condition) {
                case ALL_OF -> new Node.AllOf(List.copyOf(parts));
                case ANY_OF -> new Node.AnyOf(List.copyOf(parts));
                case NOT -> new Node.Not(List.copyOf(parts));
                default -> sequence(parts, parameters);
            };
        }

        private OrderedParts sequence(List<Node> parts, Map<?, ?> parameters) {
            double seconds = parameters.get(WITHIN.name()) instanceof Number number ? number.doubleValue() : Double.NaN;
            // relative to the slots of the inputs, which each node counts from
            OrderedParts made =
                    new OrderedParts(List.copyOf(parts), Math.round(seconds * NANOS_PER_SECOND), next - FIRST);
            next += made.stateSlots();
            return made;
        }
    }
}
