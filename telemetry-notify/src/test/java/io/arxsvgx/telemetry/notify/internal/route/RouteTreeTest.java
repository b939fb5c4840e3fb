// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.notify.internal.config.ConfigFaults;
import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.config.YamlTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RouteTreeTest {
    private static final Set<String> RECEIVERS = Set.of("root", "a", "b", "c", "d");

    @Test
    void match_tree_deepestRoutesUntilOneDoesNotContinue() {
        RouteTree tree = tree("""
                receiver: root
                routes:
                  - {receiver: a, matchers: [team=x], continue: true}
                  - receiver: b
                    matchers: [severity=~"critical|warning"]
                    routes:
                      - {receiver: c, matchers: [severity=critical]}
                  - {receiver: d}
                """);

        assertThat(receivers(tree, Map.of("team", "x", "severity", "critical"))).containsExactly("a", "c");
        assertThat(receivers(tree, Map.of("severity", "warning"))).containsExactly("b");
        assertThat(receivers(tree, Map.of("team", "x"))).containsExactly("a", "d");
        assertThat(receivers(tree("{receiver: root, routes: [{matchers: [a=b], receiver: a}]}"), Map.of()))
                .containsExactly("root");
    }

    @Test
    void match_alertOfAPattern_onlyRoutesThatWantThemAndThoseBelow() {
        RouteTree tree = tree("""
                receiver: root
                routes:
                  - {receiver: a, matchers: [team=x]}
                  - receiver: b
                    patterns: true
                    matchers: [team=~"x|y"]
                    routes:
                      - {receiver: c, matchers: [type=cpu]}
                      - {receiver: d, matchers: [type=disk], patterns: false}
                """);

        assertThat(patternReceivers(tree, Map.of("team", "x"))).containsExactly("b");
        assertThat(patternReceivers(tree, Map.of("team", "y", "type", "cpu"))).containsExactly("c");
        assertThat(patternReceivers(tree, Map.of("team", "y", "type", "disk"))).containsExactly("b");
        assertThat(patternReceivers(tree, Map.of("team", "z"))).isEmpty();
        assertThat(receivers(tree, Map.of("team", "x"))).containsExactly("a");
        assertThat(receivers(tree, Map.of("team", "y", "type", "disk"))).containsExactly("d");
    }

    @Test
    void routes_below_takeOverWhatTheyDoNotSay() {
        RouteTree tree = tree("""
                receiver: root
                group_by: [x, y]
                group_wait: 1s
                repeat_interval: 1d
                escalate_after: 1h
                escalate_to: a
                routes:
                  - group_by: ['...']
                    group_wait: 0s
                    routes: [{receiver: b, group_by: []}]
                  - {group_by: [z], group_interval: 2m, escalate_after: 0s}
                """);

        Route all = tree.all().get(2);
        assertThat(all.receiver()).isEqualTo("b");
        assertThat(all.groupsByAll()).isTrue();
        assertThat(all.groupWait()).isZero();
        assertThat(all.repeatInterval()).isEqualTo(Duration.ofDays(1));
        assertThat(all.escalateTo()).isEqualTo("a");
        assertThat(all.groupLabels(Map.of("q", "1", "x", "2"))).containsOnlyKeys("q", "x");
        Route one = tree.all().get(3);
        assertThat(one.groupBy()).containsExactly("z");
        assertThat(one.groupInterval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(one.escalateAfter()).isZero();
        assertThat(one.groupLabels(Map.of("q", "1", "x", "2"))).isEmpty();
    }

    @Test
    void keys_asAlertmanagerShowsThem() {
        RouteTree tree = tree("""
                receiver: root
                group_by: ['...']
                routes:
                  - {matchers: ['b!="x\\\\"', 'a=~"y|z"'], match: {a: '"'}, match_re: {c: d}}
                  - {matchers: ['b=1']}
                  - {matchers: ['b=1']}
                """);
        Route first = tree.all().get(1);

        assertThat(first.key()).isEqualTo("{}/{a=\"\\\"\",a=~\"y|z\",b!=\"x\\\\\",c=~\"^(?:d)$\"}");
        assertThat(first.groupKey(new TreeMap<>(Map.of("a", "1", "a1", "x\t\"\\é\u0001\u2028", "a_b", ""))))
                .isEqualTo(first.key() + ":{a1=\"x\\t\\\"\\\\é\\x01\\u2028\", a=\"1\", a_b=\"\"}");
        assertThat(tree.all()).extracting(Route::id).doesNotHaveDuplicates().contains("{}/{b=\"1\"}/2");
        assertThat(tree.find("{}/{b=\"1\"}/2")).containsSame(tree.all().get(3));
        assertThat(tree.find("{}/{b=\"1\"}/3")).isEmpty();
    }

    private static List<String> receivers(RouteTree tree, Map<String, String> labels) {
        return tree.match(labels).stream().map(Route::receiver).toList();
    }

    private static List<String> patternReceivers(RouteTree tree, Map<String, String> labels) {
        return tree.match(labels, true).stream().map(Route::receiver).toList();
    }

    private static RouteTree tree(String yaml) {
        ConfigFaults faults = new ConfigFaults();
        ConfigNode node = new ConfigNode("route", YamlTree.read(yaml, faults), faults);
        RouteConfig root = new RouteReader(RECEIVERS, Set.of()).readRoot(node);
        assertThat(faults.all()).isEmpty();
        return new RouteTree(root);
    }
}
