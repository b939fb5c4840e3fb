// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query parameters by which Alertmanager's API selects alerts. Immutable. */
final class AlertSelection {
    static final String FILTER = "filter";
    static final String[] PARAMETERS = {"active", "silenced", "inhibited", "unprocessed", FILTER, "receiver"};
    static final String[] GROUP_PARAMETERS = {"active", "silenced", "inhibited", FILTER, "receiver"};
    private static final List<String> FLAGS = List.of("true", "false");

    private final boolean withActive;
    private final boolean withSilenced;
    private final List<AlertmanagerMatcher> filter;
    private final @Nullable AlertmanagerMatcher receiver;

    private AlertSelection(QueryParameters query) {
        withActive = flag(query, "active");
        withSilenced = flag(query, "silenced");
        // no alert is shown as inhibited or unprocessed
        flag(query, "inhibited");
        flag(query, "unprocessed");
        filter = filter(query);
        String pattern = query.text("receiver");
        receiver = pattern == null ? null : AlertmanagerMatcher.of("receiver", pattern, true, true);
    }

    /** Reads parameters. Throws {@link IllegalArgumentException} for a faulty filter. */
    static AlertSelection of(QueryParameters query) {
        return new AlertSelection(query);
    }

    static List<AlertmanagerMatcher> filter(QueryParameters query) {
        return query.texts(FILTER).stream().map(AlertmanagerMatcher::parse).toList();
    }

    private static boolean flag(QueryParameters query, String name) {
        return !"false".equals(query.choice(name, FLAGS));
    }

    boolean selects(FiringAlert alert) {
        return (alert.isSilenced() ? withSilenced : withActive)
                && matches(alert.labels())
                && (receiver == null || alert.receivers().stream().anyMatch(receiver::matches));
    }

    private boolean matches(Map<String, String> labels) {
        return filter.stream().allMatch(matcher -> matcher.matches(labels.getOrDefault(matcher.name(), "")));
    }

    /** Returns whether a receiver is selected. */
    boolean selectsReceiver(String name) {
        return receiver == null || receiver.matches(name);
    }
}
