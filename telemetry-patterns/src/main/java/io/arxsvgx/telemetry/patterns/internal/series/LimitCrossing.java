// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.series;

/**
 * A prediction of when a series crosses a limit. Immutable.
 *
 * @param steps the number of steps after the last value; 0 if it has crossed
 * @param low the lower end of the 95 % interval, in steps
 * @param high the upper end, in steps; infinite if it may never cross
 * @param confidence the probability that it crosses at all if it continues like this, 0 to 1
 * @param method the model of the degradation: {@code linear}, {@code exponential} or {@code slowing}
 * @param basedOn the number of values it is based on, those since the last reset
 * @param bend the power of e by which the degradation is faster at the end of these values than at their start; 0 for a
 *     straight line
 */
public record LimitCrossing(
        double steps, double low, double high, double confidence, String method, int basedOn, double bend) {}
