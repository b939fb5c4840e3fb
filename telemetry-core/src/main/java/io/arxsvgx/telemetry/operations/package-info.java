// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of a processor in groups: rules, alerts, silences, actions, patterns and series. Each
 * group is returned by a method of {@link io.arxsvgx.telemetry.TelemetryProcessor}:
 *
 * <pre>{@code
 * processor.rules().list().forEach(rule -> System.out.println(rule.id()));
 * processor.alerts().firing().forEach(alert -> System.out.println(alert.description()));
 * processor.silences().list();
 * }</pre>
 *
 * <p>Only the library implements the interfaces; later versions may add methods.
 */
@NullMarked
package io.arxsvgx.telemetry.operations;

import org.jspecify.annotations.NullMarked;
