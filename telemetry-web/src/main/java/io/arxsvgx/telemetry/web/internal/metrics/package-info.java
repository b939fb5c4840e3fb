// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The metrics of the application: its own counters, samples of the processor's metrics, and their exposition. Not
 * exported.
 */
@NullMarked
package io.arxsvgx.telemetry.web.internal.metrics;

import org.jspecify.annotations.NullMarked;
