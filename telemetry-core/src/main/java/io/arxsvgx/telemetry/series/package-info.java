// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** What is known of a series: its kept values. */
@NullMarked
package io.arxsvgx.telemetry.series;

import org.jspecify.annotations.NullMarked;
