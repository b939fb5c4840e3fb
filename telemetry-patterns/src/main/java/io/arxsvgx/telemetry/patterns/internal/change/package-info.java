// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Evaluation of the condition {@code change_point}. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.change;

import org.jspecify.annotations.NullMarked;
