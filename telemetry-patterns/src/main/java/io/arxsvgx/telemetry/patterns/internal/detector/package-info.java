// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Detectors on one series, one for each kind of finding. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.patterns.internal.detector;

import org.jspecify.annotations.NullMarked;
