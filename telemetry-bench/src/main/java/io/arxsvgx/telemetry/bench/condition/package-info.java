// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of a host's own conditions. */
@NullMarked
package io.arxsvgx.telemetry.bench.condition;

import org.jspecify.annotations.NullMarked;
