// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of recording and ingesting: throughput, latency, memory, first events. */
@NullMarked
package io.arxsvgx.telemetry.bench.ingest;

import org.jspecify.annotations.NullMarked;
