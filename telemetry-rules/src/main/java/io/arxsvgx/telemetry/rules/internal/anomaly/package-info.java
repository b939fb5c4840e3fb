// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Evaluation of the condition {@code anomaly}, with all methods except {@code adaptive}. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.rules.internal.anomaly;

import org.jspecify.annotations.NullMarked;
