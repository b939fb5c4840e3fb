// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Helpers that several modules share: identifiers, glob patterns, suggestions, escaping, timestamps, copies of data.
 * They are internal to the library and may change without notice.
 *
 * <pre>{@code
 * System.out.println(GlobPattern.matches("pump_*", "pump_7"));
 * System.out.println(Suggestions.unknown("operator", "=>", List.of(">=", "<=")));
 * System.out.println(Timestamps.parse("2026-01-31T12:00:00Z"));
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.text;

import org.jspecify.annotations.NullMarked;
