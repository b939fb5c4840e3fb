// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Runs of the anomaly detector on files of labelled series, for external scorers. */
@NullMarked
package io.arxsvgx.telemetry.bench.detection;

import org.jspecify.annotations.NullMarked;
