// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * When a series is expected to cross a limit. Immutable.
 *
 * @param steps how many steps after the last value; 0 if it has crossed
 * @param low the lower end of the 95 % interval, in steps
 * @param high the upper end, in steps; infinite where it may never cross
 * @param confidence how sure it is that it crosses at all if it goes on like this, 0 to 1
 * @param method how the wear was taken to grow: {@code linear}, {@code exponential} or {@code slowing}
 * @param basedOn how many values it rests on, those since the last reset
 * @param bend by what power of e the wear grows faster at their end than at their begin; 0 for a straight line
 */
public record LimitCrossing(
        double steps, double low, double high, double confidence, String method, int basedOn, double bend) {}
