// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** What the application measures: its own counters, samples of the processor's metrics, and their exposition. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.web.internal.metrics;

import org.jspecify.annotations.NullMarked;
