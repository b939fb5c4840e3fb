// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of the page in a browser. */
@NullMarked
package io.arxsvgx.telemetry.bench.page;

import org.jspecify.annotations.NullMarked;
