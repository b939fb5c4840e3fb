// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Methods on one series: trend, change points, seasons, motifs, drift, time to a limit. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.series;

import org.jspecify.annotations.NullMarked;
