// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model.conditions;

import java.util.List;
import java.util.Map;

/** The conditions of Kleene's logic: {@code all_of}, {@code any_of}, {@code not}. */
final class NaiveComposites {
    private NaiveComposites() {}

    /** A condition of parts, of which one at least reads each event. */
    abstract static class Composite extends NaiveCondition {
        final List<NaiveCondition> parts;
        private final long staleAfter;
        private NaiveVerdict last = NaiveVerdict.UNKNOWN;
        private long lastSeen = Long.MIN_VALUE;

        Composite(List<NaiveCondition> parts, long staleAfter) {
            this.parts = parts;
            this.staleAfter = staleAfter;
        }

        @Override
        boolean reads(String type, Map<String, String> labels, String status) {
            return parts.stream().anyMatch(part -> part.reads(type, labels, status));
        }

        @Override
        NaiveVerdict event(NaiveEvent event) {
            passToParts(event);
            last = combined(event.time());
            return last;
        }

        final void passToParts(NaiveEvent event) {
            lastSeen = event.time();
            parts.stream().filter(part -> part.reads(event)).forEach(part -> part.event(event));
        }

        final void meetDeadlineOfParts(long at) {
            parts.stream().filter(part -> part.deadline() == at).forEach(part -> part.meetDeadline(at));
            Readings.meets(Readings.DEADLINE_IN_COMPOSITE);
        }

        @Override
        long deadline() {
            return parts.stream().mapToLong(NaiveCondition::deadline).min().orElse(NEVER);
        }

        @Override
        NaiveVerdict meetDeadline(long at) {
            meetDeadlineOfParts(at);
            if (!Readings.DEADLINE_EVALUATES_COMPOSITE) {
                return NaiveVerdict.UNKNOWN;
            }
            last = combined(at);
            return last;
        }

        @Override
        NaiveVerdict at(long now) {
            NaiveVerdict held = isStale(now) ? NaiveVerdict.UNKNOWN : last;
            NaiveVerdict recomputed = combined(now);
            if (held != recomputed) {
                Readings.meets(Readings.NESTED);
            }
            return Readings.NESTED_IS_RECOMPUTED ? recomputed : held;
        }

        final boolean isStale(long now) {
            return lastSeen == Long.MIN_VALUE || now - lastSeen > staleAfter;
        }

        abstract NaiveVerdict combined(long now);

        @Override
        boolean becomesStale() {
            return parts.stream().allMatch(NaiveCondition::becomesStale);
        }

        final List<NaiveVerdict> verdicts(long now) {
            return parts.stream().map(part -> part.at(now).truth()).toList();
        }
    }

    /** All parts breach. */
    static final class AllOf extends Composite {
        AllOf(List<NaiveCondition> parts, long staleAfter) {
            super(parts, staleAfter);
        }

        @Override
        NaiveVerdict combined(long now) {
            return NaiveVerdict.allOf(verdicts(now));
        }
    }

    /** One part breaches at least. */
    static final class AnyOf extends Composite {
        AnyOf(List<NaiveCondition> parts, long staleAfter) {
            super(parts, staleAfter);
        }

        @Override
        NaiveVerdict combined(long now) {
            return NaiveVerdict.anyOf(verdicts(now));
        }
    }

    /** The one part does not breach. */
    static final class Not extends Composite {
        Not(List<NaiveCondition> parts, long staleAfter) {
            super(parts, staleAfter);
        }

        @Override
        NaiveVerdict combined(long now) {
            return parts.get(0).at(now).negated();
        }
    }
}
