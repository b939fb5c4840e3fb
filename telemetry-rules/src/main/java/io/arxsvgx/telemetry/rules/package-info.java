/**
 * The conditions that come with the library, and the three rules of its first version.
 *
 * <p>A rule names a condition by its kind: {@link io.arxsvgx.telemetry.rules.ThresholdCondition threshold}, {@link
 * io.arxsvgx.telemetry.rules.TrendCondition trend} or {@link io.arxsvgx.telemetry.rules.AnomalyCondition anomaly}. The
 * processor finds them through the service loader; a host writes only rules, for example those of {@link
 * io.arxsvgx.telemetry.rules.DefaultRules}.
 *
 * <p>What a condition knows of a series is kept in a sliding window whose figures are updated with each event in
 * amortised constant time, do not drift, and do not depend on what has left the window.
 */
@NullMarked
package io.arxsvgx.telemetry.rules;

import org.jspecify.annotations.NullMarked;
