// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The evaluation of events by the conditions of the rules that watch a series. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.evaluation;

import org.jspecify.annotations.NullMarked;
