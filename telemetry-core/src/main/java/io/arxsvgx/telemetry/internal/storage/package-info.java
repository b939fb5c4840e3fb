// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The numbers of one series: its newest values and times, and the state of the rules that watch it. */
@NullMarked
package io.arxsvgx.telemetry.internal.storage;

import org.jspecify.annotations.NullMarked;
