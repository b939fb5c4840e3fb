// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Rules as plain data.
 *
 * <p>An {@link io.arxsvgx.telemetry.rule.AlertRule} names the type of its events, a {@link
 * io.arxsvgx.telemetry.rule.Condition} with its parameters, and the consequences: severity, actions, and the times
 * {@code for}, {@code keep_firing_for} and {@code repeat_interval}. A condition has a typed form, which is checked at
 * once, and a text form, in which rules are stored and sent; both create equal rules. An invalid rule is rejected by an
 * {@link io.arxsvgx.telemetry.rule.InvalidRuleException}, which names each fault with its field.
 *
 * <pre>{@code
 * AlertRule rule = AlertRule.builder("slow_parse")
 *         .on("parse_millis")
 *         .when(Threshold.above(250).recoverAt(100))
 *         .source("svg_parser*")
 *         .forDuration(Duration.ofSeconds(5))
 *         .severity(Severity.CRITICAL)
 *         .actions("page")
 *         .build();
 * try {
 *     processor.addAlertRule(rule);
 * } catch (InvalidRuleException e) {
 *     e.faults().forEach(fault -> System.err.println(fault.field() + ": " + fault.message()));
 * }
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.rule;

import org.jspecify.annotations.NullMarked;
