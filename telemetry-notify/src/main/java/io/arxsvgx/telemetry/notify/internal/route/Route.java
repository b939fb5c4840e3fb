// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A route with everything that it takes over from its parents. Immutable. */
public final class Route {
    private static final Duration DEFAULT_GROUP_WAIT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_GROUP_INTERVAL = Duration.ofMinutes(5);
    private static final Duration DEFAULT_REPEAT_INTERVAL = Duration.ofHours(4);

    private final String key;
    private final String id;
    private final LabelMatchers matchers;
    private final boolean continues;
    private final String receiver;
    private final SortedSet<String> groupBy;
    private final boolean groupsByAll;
    private final Duration groupWait;
    private final Duration groupInterval;
    private final Duration repeatInterval;
    private final List<String> muteTimeIntervals;
    private final List<String> activeTimeIntervals;
    private final Duration escalateAfter;
    private final @Nullable String escalateTo;
    private final boolean matchesPatterns;
    private final List<Route> routes;

    private Route(RouteConfig config, @Nullable Route parent, int index) {
        this.matchers = config.matchers();
        this.continues = config.continues();
        this.key = parent == null ? matchers.toString() : parent.key + "/" + matchers;
        this.id = parent == null ? matchers.toString() : parent.id + "/" + matchers + "/" + index;
        this.receiver = inherited(config.receiver(), parent == null ? "" : parent.receiver);
        boolean groupsOwn = !config.groupBy().isEmpty();
        this.groupsByAll =
                groupsOwn ? config.groupBy().contains(RouteConfig.ALL_LABELS) : parent != null && parent.groupsByAll;
        this.groupBy = groupsOwn || parent == null ? labels(config.groupBy()) : parent.groupBy;
        this.groupWait = inherited(config.groupWait(), parent == null ? DEFAULT_GROUP_WAIT : parent.groupWait);
        this.groupInterval =
                inherited(config.groupInterval(), parent == null ? DEFAULT_GROUP_INTERVAL : parent.groupInterval);
        this.repeatInterval =
                inherited(config.repeatInterval(), parent == null ? DEFAULT_REPEAT_INTERVAL : parent.repeatInterval);
        this.muteTimeIntervals = List.copyOf(config.muteTimeIntervals());
        this.activeTimeIntervals = List.copyOf(config.activeTimeIntervals());
        this.escalateAfter = inherited(config.escalateAfter(), parent == null ? Duration.ZERO : parent.escalateAfter);
        this.escalateTo = config.escalateTo() == null && parent != null ? parent.escalateTo : config.escalateTo();
        this.matchesPatterns = inherited(config.patterns(), parent != null && parent.matchesPatterns);
        this.routes = children(config);
    }

    /** Returns the root of a tree. */
    static Route root(RouteConfig config) {
        return new Route(config, null, 0);
    }

    private List<Route> children(RouteConfig config) {
        List<Route> children = new ArrayList<>();
        for (RouteConfig child : config.routes()) {
            children.add(new Route(child, this, children.size()));
        }
        return List.copyOf(children);
    }

    private static <T> T inherited(@Nullable T own, T parents) {
        return own == null ? parents : own;
    }

    private static SortedSet<String> labels(List<String> groupBy) {
        SortedSet<String> labels = new TreeSet<>(groupBy);
        labels.remove(RouteConfig.ALL_LABELS);
        return Collections.unmodifiableSortedSet(labels);
    }

    /** Adds the deepest routes that match, in the order of the file; nothing if this route does not match. */
    void addMatches(Map<String, String> labels, boolean isPattern, List<Route> found) {
        if (!matchers.matches(labels)) {
            return;
        }
        int before = found.size();
        for (Route child : routes) {
            int beforeChild = found.size();
            child.addMatches(labels, isPattern, found);
            if (found.size() > beforeChild && !child.continues) {
                break;
            }
        }
        if (found.size() == before && (!isPattern || matchesPatterns)) {
            found.add(this);
        }
    }

    /** Returns the labels by which an alert is grouped here, of those that it has. */
    public SortedMap<String, String> groupLabels(Map<String, String> labels) {
        SortedMap<String, String> group = new TreeMap<>(labels);
        if (!groupsByAll) {
            group.keySet().retainAll(groupBy);
        }
        return Collections.unmodifiableSortedMap(group);
    }

    /** Returns the key of a group as Alertmanager shows it, such as <code>{}/{a="b"}:{alertname="c"}</code>. */
    public String groupKey(SortedMap<String, String> groupLabels) {
        return key + ":" + GoText.labels(groupLabels);
    }

    /** Returns the matchers from the root to here, such as <code>{}/{severity="critical"}</code>; others may have the same. */
    public String key() {
        return key;
    }

    /** Returns the key with the places of the routes in their parents, such as <code>{}/{a="b"}/0</code>; unique. */
    public String id() {
        return id;
    }

    public LabelMatchers matchers() {
        return matchers;
    }

    /** Returns whether later routes of the same parent are tried as well. */
    public boolean continues() {
        return continues;
    }

    public String receiver() {
        return receiver;
    }

    /** Returns the labels to group by; without meaning if all are. */
    public SortedSet<String> groupBy() {
        return groupBy;
    }

    public boolean groupsByAll() {
        return groupsByAll;
    }

    public Duration groupWait() {
        return groupWait;
    }

    public Duration groupInterval() {
        return groupInterval;
    }

    public Duration repeatInterval() {
        return repeatInterval;
    }

    /** Returns the names of the time intervals in which nothing is sent; not taken over from parents. */
    public List<String> muteTimeIntervals() {
        return muteTimeIntervals;
    }

    /** Returns the names of the time intervals outside of which nothing is sent, if any; not taken over from parents. */
    public List<String> activeTimeIntervals() {
        return activeTimeIntervals;
    }

    /** Returns after what time an alert that nobody has acknowledged is escalated; 0 for never. */
    public Duration escalateAfter() {
        return escalateAfter;
    }

    /** Returns the receiver to escalate to; null if there is none. */
    public @Nullable String escalateTo() {
        return escalateTo;
    }

    /** Returns whether alerts of patterns match here. */
    public boolean matchesPatterns() {
        return matchesPatterns;
    }

    public List<Route> routes() {
        return routes;
    }

    @Override
    public String toString() {
        return id + " -> " + receiver;
    }
}
