// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The evaluation of events: which rules watch a series, and what their conditions find. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.evaluation;

import org.jspecify.annotations.NullMarked;
