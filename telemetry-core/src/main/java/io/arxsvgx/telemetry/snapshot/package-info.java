// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Immutable views of a processor at one moment: metrics, status, the live status of rules, and the data of a dashboard.
 *
 * <p>{@link io.arxsvgx.telemetry.snapshot.ProcessorMetrics} has the counts in groups. At every instant {@code offered =
 * accepted + dropped} and {@code accepted = processed + waiting}. {@link io.arxsvgx.telemetry.snapshot.RuleStatus}
 * shows why a rule does not fire. Every view has a builder, so that a test can create one.
 *
 * <pre>{@code
 * ProcessorMetrics metrics = processor.metrics();
 * System.out.println(metrics.systemStatus() + ": " + metrics.events().processed() + " events processed, "
 *         + metrics.events().dropped() + " dropped " + metrics.events().droppedByReason());
 * processor.ruleStatus("hot").ifPresent(status -> status.warnings().forEach(System.out::println));
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.snapshot;

import org.jspecify.annotations.NullMarked;
