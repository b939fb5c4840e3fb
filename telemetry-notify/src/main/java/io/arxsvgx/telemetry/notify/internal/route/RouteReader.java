// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.config.PrometheusDuration;
import io.arxsvgx.telemetry.text.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reader of routes that reports all their faults. */
public final class RouteReader {
    private final Set<String> receivers;
    private final Set<String> timeIntervals;

    /** Creates a reader, given the names that routes may use. */
    public RouteReader(Set<String> receivers, Set<String> timeIntervals) {
        this.receivers = receivers;
        this.timeIntervals = timeIntervals;
    }

    /** Reads the root, for which more rules hold than for the other routes. */
    public RouteConfig readRoot(ConfigNode node) {
        if (node.text("receiver", "").isEmpty()) {
            node.fault("receiver", "the root route must name a receiver");
        }
        RouteConfig root = read(node, Escalation.NONE);
        if (!root.matchers().isEmpty()) {
            node.faults().add(node.path(), "the root route must not have matchers");
        }
        if (root.continues()) {
            node.fault("continue", "the root route must not continue");
        }
        refuseIntervals(node, "mute_time_intervals", root.muteTimeIntervals());
        refuseIntervals(node, "active_time_intervals", root.activeTimeIntervals());
        return root;
    }

    private static void refuseIntervals(ConfigNode node, String key, List<String> intervals) {
        if (!intervals.isEmpty()) {
            node.fault(key, "the root route must not have time intervals");
        }
    }

    private RouteConfig read(ConfigNode node, Escalation inherited) {
        Duration escalateAfter = node.parsed("escalate_after", PrometheusDuration::parse);
        String escalateTo = receiver(node, "escalate_to");
        Escalation escalation = inherited.with(escalateAfter, escalateTo);
        escalation.check(node);
        RouteConfig route = new RouteConfig(
                receiver(node, "receiver"),
                groupBy(node),
                LabelMatchers.read(node, "match", "match_re", "matchers"),
                node.flag("continue", false),
                node.parsed("group_wait", PrometheusDuration::parse),
                positive(node, "group_interval"),
                positive(node, "repeat_interval"),
                intervals(node, "mute_time_intervals"),
                intervals(node, "active_time_intervals"),
                escalateAfter,
                escalateTo,
                node.has("patterns") ? (Boolean) node.flag("patterns", false) : null,
                node.nodes("routes").stream()
                        .map(child -> read(child, escalation))
                        .toList());
        node.end();
        return route;
    }

    private @Nullable String receiver(ConfigNode node, String key) {
        String name = node.text(key);
        if (name == null || name.isEmpty()) {
            return null;
        }
        if (!receivers.contains(name)) {
            node.fault(key, Suggestions.unknown("receiver", name, receivers));
        }
        return name;
    }

    private static List<String> groupBy(ConfigNode node) {
        List<String> names = node.texts("group_by");
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name) && !name.equals(RouteConfig.ALL_LABELS)) {
                node.fault("group_by", "label \"" + name + "\" is given twice");
            }
            checkGroupLabel(node, name);
        }
        if (seen.size() > 1 && seen.contains(RouteConfig.ALL_LABELS)) {
            node.fault("group_by", "\"...\" stands for all labels; expected no others beside it");
        }
        return names;
    }

    private static void checkGroupLabel(ConfigNode node, String name) {
        try {
            LabelNames.check(name);
        } catch (IllegalArgumentException e) {
            node.fault("group_by", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Duration positive(ConfigNode node, String key) {
        Duration duration = node.parsed(key, PrometheusDuration::parse);
        if (duration != null && duration.isZero()) {
            node.fault(key, "expected a duration above 0");
        }
        return duration;
    }

    private List<String> intervals(ConfigNode node, String key) {
        List<String> names = new ArrayList<>(node.texts(key));
        for (String name : names) {
            if (!timeIntervals.contains(name)) {
                node.fault(key, Suggestions.unknown("time interval", name, timeIntervals));
            }
        }
        return names;
    }

    /** What a route says about escalation, with what it takes over from its parents. */
    private record Escalation(
            @Nullable Duration after, @Nullable String to) {
        static final Escalation NONE = new Escalation(null, null);

        Escalation with(@Nullable Duration ownAfter, @Nullable String ownTo) {
            return new Escalation(ownAfter == null ? after : ownAfter, ownTo == null ? to : ownTo);
        }

        void check(ConfigNode node) {
            if (to != null && after == null) {
                node.fault("escalate_to", "expected escalate_after with it, on this route or above");
            }
            if (to == null && after != null && !after.isZero()) {
                node.fault("escalate_after", "expected escalate_to with it, on this route or above");
            }
        }
    }
}
