// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Matchers that must all be fulfilled; none are fulfilled by every alert. Sorted as in Alertmanager. Immutable. */
public final class LabelMatchers {
    private final List<LabelMatcher> all;

    public LabelMatchers(List<LabelMatcher> matchers) {
        List<LabelMatcher> sorted = new ArrayList<>(matchers);
        Collections.sort(sorted);
        this.all = List.copyOf(sorted);
    }

    /** Reads the three forms of matchers: exact values by name, regular expressions by name, and texts. */
    static LabelMatchers read(ConfigNode node, String exactKey, String regexKey, String textsKey) {
        List<LabelMatcher> matchers = new ArrayList<>();
        node.map(exactKey)
                .forEach((name, value) -> report(
                        node,
                        exactKey,
                        () -> matchers.add(
                                new LabelMatcher(LabelNames.check(name), LabelMatcher.Operator.EQUAL, value))));
        node.map(regexKey).forEach((name, value) -> report(node, regexKey, () -> matchers.add(anchored(name, value))));
        node.texts(textsKey)
                .forEach(text -> report(node, textsKey, () -> matchers.addAll(MatcherParser.parseAll(text))));
        return new LabelMatchers(matchers);
    }

    /** The older form is shown with its anchors, as in Alertmanager, so that routes have the same keys. */
    private static LabelMatcher anchored(String name, String regex) {
        LabelMatcher.Operator operator = LabelMatcher.Operator.REGEX;
        LabelMatcher checked = new LabelMatcher(LabelNames.check(name), operator, regex);
        return new LabelMatcher(checked.name(), operator, "^(?:" + regex + ")$");
    }

    private static void report(ConfigNode node, String key, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            node.fault(key, String.valueOf(e.getMessage()));
        }
    }

    public List<LabelMatcher> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns whether labels fulfil all matchers. */
    public boolean matches(Map<String, String> labels) {
        for (LabelMatcher matcher : all) {
            if (!matcher.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** Returns them as Alertmanager shows them, such as {@code {severity="critical"}}. */
    @Override
    public String toString() {
        return all.stream().map(LabelMatcher::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
