// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Measurements of failure detection, in the format of the scorers. */
@NullMarked
package io.arxsvgx.telemetry.bench.patterns;

import org.jspecify.annotations.NullMarked;
