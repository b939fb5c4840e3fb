// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import io.arxsvgx.telemetry.notify.internal.engine.RouteTarget;
import io.arxsvgx.telemetry.notify.internal.engine.Routing;
import io.arxsvgx.telemetry.notify.internal.file.NotificationsConfig;
import io.arxsvgx.telemetry.notify.internal.route.Inhibition;
import io.arxsvgx.telemetry.notify.internal.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/** The routes, inhibition and time intervals of a configuration, as the engine asks for them. Immutable. */
final class ConfigRouting implements Routing {
    private final NotificationsConfig config;
    private final Map<String, Route> routes = new HashMap<>();
    private final Map<String, RouteTarget> targets = new HashMap<>();

    ConfigRouting(NotificationsConfig config) {
        this.config = config;
        for (Route route : config.routes().all()) {
            routes.put(route.id(), route);
            targets.put(route.id(), target(route));
        }
    }

    private static RouteTarget target(Route route) {
        Duration after = route.escalateAfter();
        boolean escalates = route.escalateTo() != null && !after.isZero();
        return new RouteTarget(
                route.id(),
                route.key(),
                route.receiver(),
                route.groupsByAll() ? null : route.groupBy(),
                route.groupWait(),
                route.groupInterval(),
                route.repeatInterval(),
                escalates ? after : null,
                escalates ? route.escalateTo() : null);
    }

    @Override
    public List<RouteTarget> targets(SortedMap<String, String> labels, boolean isPattern) {
        return config.routes().match(labels, isPattern).stream()
                .map(route -> targets.get(route.id()))
                .toList();
    }

    @Override
    public boolean isMuted(RouteTarget target, Instant at) {
        Route route = routes.get(target.id());
        return route != null && config.timeIntervals().isMuted(route, at);
    }

    @Override
    public boolean hasInhibition() {
        return !config.inhibition().rules().isEmpty();
    }

    @Override
    public Predicate<SortedMap<String, String>> inhibitedBy(List<SortedMap<String, String>> firing) {
        Inhibition.Snapshot snapshot = config.inhibition().at(firing);
        return snapshot::isInhibited;
    }
}
