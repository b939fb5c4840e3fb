// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Sliding windows of samples over time or over a number of values, with mergeable summaries. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.sample;

import org.jspecify.annotations.NullMarked;
