// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Evaluation of the condition {@code forecast}. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.crossing;

import org.jspecify.annotations.NullMarked;
