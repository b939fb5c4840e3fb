// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of a configuration. Immutable. */
public final class RouteTree {
    private final Route root;
    private final List<Route> all;

    public RouteTree(RouteConfig root) {
        this.root = Route.root(root);
        List<Route> routes = new ArrayList<>();
        addAll(this.root, routes);
        this.all = List.copyOf(routes);
    }

    private static void addAll(Route route, List<Route> routes) {
        routes.add(route);
        route.routes().forEach(child -> addAll(child, routes));
    }

    public Route root() {
        return root;
    }

    /** Returns all routes, parents before their children. */
    public List<Route> all() {
        return all;
    }

    /** Returns the route of an id; empty if there is none, as after a change of the configuration. */
    public Optional<Route> find(String id) {
        return all.stream().filter(route -> route.id().equals(id)).findFirst();
    }

    /** Returns the routes of an alert of a rule; at least one. */
    public List<Route> match(Map<String, String> labels) {
        return match(labels, false);
    }

    /**
     * Returns the routes of an alert, in the order of the file.
     *
     * @param isPattern whether it is the alert of a pattern, which matches nothing but routes with {@code patterns: true}
     *     and those below them; there may be none
     */
    public List<Route> match(Map<String, String> labels, boolean isPattern) {
        List<Route> found = new ArrayList<>();
        root.addMatches(labels, isPattern, found);
        return List.copyOf(found);
    }
}
