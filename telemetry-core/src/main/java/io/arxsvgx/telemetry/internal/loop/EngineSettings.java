// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.loop;

import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.internal.concurrent.IdleStrategy;
import io.arxsvgx.telemetry.internal.concurrent.ThreadOwner;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What an engine is made of. Durations are in nanoseconds.
 *
 * @param owner what the engine's threads belong to
 * @param bufferSize how many events may wait
 * @param overflowTimeout how long a producer waits for room
 * @param processingInterval the cadence of snapshots and detection
 * @param alertThreshold the confidence above which a pattern raises an alert
 * @param maxHistorySize how many values are kept over all series
 * @param maxSeries how many series are known at a time
 * @param seriesExpiry how long a series may go without events before it is forgotten
 * @param staleAfter how long before its last verdict no longer counts
 * @param actionTimeout how long a call into foreign code may take
 * @param resolvedAlerts how many resolved alerts are listed
 * @param idle how the loop waits
 * @param ownThread false if the caller turns the loop
 * @param wall the wall clock, nanoseconds since 1970
 * @param clock the monotonic clock
 * @param conditions the conditions by kind
 * @param store where alerts are kept
 * @param detectors who looks for patterns
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
        List<PatternDetector> detectors,
        List<String> patternActions,
        boolean isolated) {}
