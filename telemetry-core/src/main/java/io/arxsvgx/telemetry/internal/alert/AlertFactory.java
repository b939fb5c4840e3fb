// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.alert;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Evidence;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.internal.concurrent.DistinctErrorLog;
import io.arxsvgx.telemetry.internal.state.ActiveAlert;
import io.arxsvgx.telemetry.internal.state.EvaluationPlan;
import io.arxsvgx.telemetry.internal.state.SeriesState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A factory of alerts of rules, with their evidence and texts. Confined to the loop, except for the static methods. */
public final class AlertFactory {
    private final AlertIds ids;
    private final RelatedSeries related;

    public AlertFactory(AlertIds ids, RelatedSeries related) {
        this.ids = ids;
        this.related = related;
    }

    /**
     * Creates the alert that the newest event of a series opens, by the rule at an index; {@code note} ends its texts,
     * {@code attributes} are those of the event.
     */
    public Alert pending(
            SeriesState series,
            EvaluationPlan.Kind kind,
            int index,
            Instant startsAt,
            String note,
            Map<String, Object> attributes) {
        AlertRule rule = kind.rules[index].rule;
        String type = series.alertType();
        Evidence evidence = evidence(explain(series, kind, index), note);
        Alert.Builder draft = Alert.builder()
                .id(ids.next())
                .fingerprint(ids.fingerprint(rule.id(), series.source(), type, series.labels))
                .kind(AlertKind.RULE)
                .ruleId(rule.id())
                .ruleName(rule.name())
                .severity(requireNonNullElse(level(series, kind, index), rule.severity()))
                .state(AlertState.PENDING)
                .source(series.source())
                .type(type)
                .seriesLabels(series.labels)
                .value(newestValue(series))
                .status(series.deciding().lastStatus)
                .description(sentence(rule.name(), type, series, evidence.text()))
                .startsAt(startsAt)
                .evidence(evidence)
                .labels(AlertTexts.labels(rule, series.source(), type, series.labels))
                .attributes(attributes);
        Map<String, String> annotations = AlertTexts.annotations(rule, draft.build());
        return draft.annotations(related.annotate(series.source(), type, series.labels, annotations))
                .build();
    }

    /**
     * Describes why an alert fired at a series time, by the last event if it breached, else by the one that opened it.
     */
    static void describe(Alert.Builder draft, ActiveAlert active, long at) {
        long held = at - active.startsAt;
        if (held <= 0) {
            return;
        }
        SeriesState series = active.series;
        Evidence evidence = active.alert.atLastStep().evidence();
        boolean isOfOneType =
                series.alertType().equals(active.alert.atLastStep().type());
        if (active.breaching && isOfOneType) {
            draft.value(newestValue(series))
                    .status(series.deciding().lastStatus)
                    .attributes(active.attributes);
            evidence = evidence(explain(active), "");
        }
        boolean alone = series.silentSince() <= active.startsAt && !active.isForSilence;
        evidence = held(evidence, held, alone ? "; no further event came" : "");
        AlertRule rule = active.entry.rule;
        String type = active.alert.atLastStep().type();
        draft.evidence(evidence).description(sentence(rule.name(), type, series, evidence.text()));
        draft.annotations(AlertTexts.annotations(rule, draft.build()));
    }

    /** Returns the severity of a rule's breach, if the condition has severities of its own; else null. */
    static @Nullable Severity level(SeriesState series, EvaluationPlan.Kind kind, int rule) {
        return kind.levels == null ? null : kind.levels.severity(series, kind.at, rule);
    }

    /** Describes the breach that has changed the severity of an alert. */
    static void describeLevel(Alert.Builder draft, ActiveAlert active, String note) {
        SeriesState series = active.series;
        AlertRule rule = active.entry.rule;
        Evidence evidence = evidence(explain(active), note);
        draft.value(newestValue(series))
                .status(series.lastStatus)
                .evidence(evidence)
                .description(sentence(rule.name(), series.type(), series, evidence.text()));
        draft.annotations(AlertTexts.annotations(rule, draft.build()));
    }

    private static Evidence evidence(Evaluation evaluation, String note) {
        return new Evidence(
                evaluation.values(),
                evaluation.figure(),
                evaluation.computed(),
                evaluation.limit(),
                Duration.ZERO,
                evaluation.text() + note);
    }

    private static double newestValue(SeriesState series) {
        SeriesState deciding = series.deciding();
        return deciding.count() == 0 ? Double.NaN : deciding.valueAgo(0);
    }

    private static Evidence held(Evidence evidence, long held, String note) {
        Duration duration = Duration.ofNanos(held);
        return new Evidence(
                evidence.values(),
                evidence.figure(),
                evidence.computed(),
                evidence.limit(),
                duration,
                evidence.text() + " for " + Durations.format(duration) + note);
    }

    /** Returns the same evidence with a note appended to its text. */
    static Evidence noted(Evidence evidence, String note) {
        return new Evidence(
                evidence.values(),
                evidence.figure(),
                evidence.computed(),
                evidence.limit(),
                evidence.held(),
                evidence.text() + note);
    }

    private static String sentence(String rule, String type, SeriesState series, String text) {
        return rule + ": " + type + " of " + series.source() + series.labels.describe() + ": " + text;
    }

    public static Evaluation explain(ActiveAlert active) {
        return explain(active.series, active.kindState.kind, active.rule);
    }

    /** Returns the condition's explanation; if the condition throws, the text of the explanation reports it. */
    public static Evaluation explain(SeriesState series, EvaluationPlan.Kind kind, int rule) {
        try {
            return requireNonNull(kind.evaluator.explain(series, kind.at, rule), "evaluation");
        } catch (Throwable fault) {
            DistinctErrorLog.rethrowFatal(fault);
            return new Evaluation(
                    Evaluation.Verdict.UNKNOWN,
                    List.of(),
                    "none",
                    Double.NaN,
                    Double.NaN,
                    "no explanation: " + DistinctErrorLog.text(fault));
        }
    }
}
