// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.internal.concurrent.IdleStrategy;
import io.arxsvgx.telemetry.internal.concurrent.ThreadOwner;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an engine. Durations are in nanoseconds.
 *
 * @param owner the owner of the engine's threads
 * @param bufferSize the maximum number of waiting events
 * @param overflowTimeout the time for which a producer waits for room
 * @param processingInterval the interval of snapshots and detection
 * @param alertThreshold the confidence above which a pattern raises an alert
 * @param maxHistorySize the maximum number of values kept over all series
 * @param maxSeries the maximum number of series
 * @param seriesExpiry the time without events after which a series is removed
 * @param staleAfter the time without events after which its last verdict no longer counts
 * @param actionTimeout the timeout of a call into foreign code
 * @param resolvedAlerts the maximum number of listed resolved alerts
 * @param idle the way in which the loop waits
 * @param ownThread false if the caller runs the loop
 * @param wall the wall clock, nanoseconds since 1970
 * @param clock the monotonic clock
 * @param conditions the conditions by kind
 * @param store the store of alerts
 * @param notifier the notifier; null for none
 * @param detectors the detectors of patterns
 * @param patternActions the actions of pattern alerts
 * @param isolated whether alerts are numbered from 1, so that the same events give the same ids
 */
public record EngineSettings(
        ThreadOwner owner,
        int bufferSize,
        long overflowTimeout,
        long processingInterval,
        double alertThreshold,
        long maxHistorySize,
        int maxSeries,
        long seriesExpiry,
        long staleAfter,
        long actionTimeout,
        int resolvedAlerts,
        IdleStrategy idle,
        boolean ownThread,
        LongSupplier wall,
        LongSupplier clock,
        Map<String, ConditionProvider> conditions,
        AlertStore store,
        @Nullable AlertNotifier notifier,
        List<PatternDetector> detectors,
        List<String> patternActions,
        boolean isolated) {}
