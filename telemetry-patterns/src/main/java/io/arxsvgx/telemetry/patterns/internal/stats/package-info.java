// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Robust statistics and rank tests. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.stats;

import org.jspecify.annotations.NullMarked;
