// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notification;

/**
 * The result of a test message. Immutable.
 *
 * @param integration the integration of the receiver, such as {@code webhook[0]}
 * @param success whether the receiver accepted it
 * @param text what the receiver answered, or why the attempt failed
 */
public record TestResult(String integration, boolean success, String text) {}
