// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Threads, bounded executors and counters. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.internal.concurrent;

import org.jspecify.annotations.NullMarked;
