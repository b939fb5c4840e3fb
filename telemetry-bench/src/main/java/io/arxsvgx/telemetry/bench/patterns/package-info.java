// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** How well failure detection does, in the form the scorers take. */
@NullMarked
package io.arxsvgx.telemetry.bench.patterns;

import org.jspecify.annotations.NullMarked;
