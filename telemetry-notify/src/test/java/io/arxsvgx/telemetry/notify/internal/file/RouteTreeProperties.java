// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.arxsvgx.telemetry.notify.InvalidNotificationsException;
import io.arxsvgx.telemetry.notify.internal.route.Route;
import io.arxsvgx.telemetry.notify.internal.route.RouteTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Routing against the definition, with the alerts of patterns, and the reader against any text. */
class RouteTreeProperties {
    @Property(seed = "5", tries = 500)
    void match_anyTreeAndLabels_asTheDefinition(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        RandomRoutes random = new RandomRoutes(seed);
        RouteTree tree = read(random.file()).routes();
        Map<String, String> labels = random.labels();

        assertThat(tree.match(labels)).isEqualTo(matches(tree.root(), labels, false));
        assertThat(tree.match(labels)).isNotEmpty();
        assertThat(tree.match(labels, true)).isEmpty();
    }

    @Property(seed = "6", tries = 500)
    void match_anyTreeWithPatterns_onlyTheirRoutes(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        RandomRoutes random = new RandomRoutes(seed);
        RouteTree tree = read(withPatterns(random.file())).routes();
        Map<String, String> labels = random.labels();

        assertThat(tree.match(labels, true))
                .isEqualTo(matches(tree.root(), labels, true))
                .allMatch(Route::matchesPatterns);
        assertThat(tree.match(labels)).isEqualTo(matches(tree.root(), labels, false));
    }

    /** Every second route says whether it wants patterns. */
    private static String withPatterns(String yaml) {
        List<String> lines = new ArrayList<>();
        for (String line : yaml.lines().toList()) {
            lines.add(line);
            if (line.contains("- continue: ") && lines.size() % 2 == 0) {
                lines.add(" ".repeat(line.indexOf('-') + 2) + "patterns: " + (lines.size() % 3 != 0));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<Route> matches(Route route, Map<String, String> labels, boolean isPattern) {
        if (!route.matchers().matches(labels)) {
            return List.of();
        }
        List<List<Route>> ofChildren = route.routes().stream()
                .map(child -> matches(child, labels, isPattern))
                .toList();
        List<Route> found = new ArrayList<>();
        for (int i = 0; i < ofChildren.size(); i++) {
            boolean isStopped = false;
            for (int j = 0; j < i; j++) {
                isStopped |=
                        !ofChildren.get(j).isEmpty() && !route.routes().get(j).continues();
            }
            found.addAll(isStopped ? List.of() : ofChildren.get(i));
        }
        boolean isOwn = found.isEmpty() && (!isPattern || route.matchesPatterns());
        return isOwn ? Collections.singletonList(route) : found;
    }

    @Property(seed = "7", tries = 500)
    void parse_anyChangedFile_isReadOrRefusedWithFaults(@ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws Exception {
        RandomChanges changes = new RandomChanges(seed, AmtoolIT.sample("/amtool/accepted/everything.yml"));

        Throwable failure = catchThrowable(() -> read(changes.next()).close());

        if (failure != null) {
            assertThat(failure).isInstanceOf(InvalidNotificationsException.class);
            assertThat(((InvalidNotificationsException) failure).faults())
                    .isNotEmpty()
                    .allMatch(fault -> fault.lines().count() == 1);
        }
    }

    private static NotificationsConfig read(String yaml) {
        return new NotificationsFile(FakeIntegration::parse, Map.of())
                .parse("test", yaml.getBytes(StandardCharsets.UTF_8), Path.of("/"));
    }
}
