// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The recorded alerts and failure patterns, with those of earlier processes if the store keeps them. An
 * {@link AlertStore} that can be queried implements it; {@code processor.alerts().history()} returns it, for example to
 * list the ten newest critical alerts:
 *
 * <pre>{@code
 * processor.alerts().history().find(new AlertQuery(null, Severity.CRITICAL, null, null, null, null, 10));
 * }</pre>
 *
 * <p>Alerts are in the order in which they fired, patterns in the order in which they were first reported. All methods throw
 * {@link AlertStoreException} if the store is unavailable. Thread-safe; calls may wait for a disk.
 */
public interface AlertHistory {
    /**
     * Returns a page of alerts.
     *
     * @param query the filter and the page
     * @return the newest ones that match, newest last
     * @throws IllegalArgumentException if {@link AlertQuery#before} is not the id of a recorded alert
     */
    List<Alert> find(AlertQuery query);

    /**
     * Counts alerts. By default it counts those that {@link #find} returns.
     *
     * @param query which ones; its page is ignored
     * @param except the ids of alerts that are not counted
     * @return the number of alerts by state and severity, without zeros
     */
    default Map<AlertState, Map<Severity, Long>> count(AlertQuery query, Set<String> except) {
        return find(query.with(query.state(), null, Integer.MAX_VALUE)).stream()
                .filter(alert -> !except.contains(alert.id()))
                .collect(Collectors.groupingBy(
                        Alert::state, Collectors.groupingBy(Alert::severity, Collectors.counting())));
    }

    /**
     * Returns one alert.
     *
     * @param alertId the alert's id
     * @return the alert as it was last recorded; empty if there is none of that id
     */
    Optional<Alert> alert(String alertId);

    /**
     * Returns the state changes of an alert.
     *
     * @param alertId the alert's id
     * @return oldest first; empty if there is no alert of that id
     */
    List<AlertStep> steps(String alertId);

    /**
     * Returns a page of failure patterns.
     *
     * @param before only patterns reported before the one with this id; null for the newest
     * @param limit the maximum number of patterns
     * @return newest last
     * @throws IllegalArgumentException if {@code before} is not the id of a recorded pattern
     */
    List<FailurePattern> patterns(@Nullable String before, int limit);

    /**
     * Returns the resolved alerts that were marked as false positives, or whose mark was cleared, so that a processor
     * can restore the marks after a restart.
     *
     * @return oldest first
     */
    List<Alert> withFeedback();
}
