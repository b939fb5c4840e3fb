// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * What can be told of one series: change points, trend, period, drift, repeated shapes, and when it will cross a limit.
 * Each class stands alone and takes plain numbers.
 */
@NullMarked
package io.arxsvgx.telemetry.patterns.series;

import org.jspecify.annotations.NullMarked;
