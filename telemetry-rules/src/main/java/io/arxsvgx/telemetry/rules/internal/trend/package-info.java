// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Evaluation of the condition {@code trend}. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.trend;

import org.jspecify.annotations.NullMarked;
