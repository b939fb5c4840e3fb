// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Runs the anomaly detector over files of labelled series, for scorers elsewhere. */
@NullMarked
package io.arxsvgx.telemetry.bench.detection;

import org.jspecify.annotations.NullMarked;
