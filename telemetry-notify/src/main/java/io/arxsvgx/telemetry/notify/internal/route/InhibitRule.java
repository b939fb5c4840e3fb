// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A rule by which firing alerts mute others. Immutable.
 *
 * @param source which alerts mute
 * @param target which alerts are muted
 * @param equal the labels in which the two must be equal; a missing one equals an empty one
 */
public record InhibitRule(LabelMatchers source, LabelMatchers target, List<String> equal) {
    /** Reads a rule. */
    public static InhibitRule read(ConfigNode node) {
        LabelMatchers source = LabelMatchers.read(node, "source_match", "source_match_re", "source_matchers");
        LabelMatchers target = LabelMatchers.read(node, "target_match", "target_match_re", "target_matchers");
        List<String> equal = node.texts("equal");
        for (String name : equal) {
            try {
                LabelNames.check(name);
            } catch (IllegalArgumentException e) {
                node.fault("equal", String.valueOf(e.getMessage()));
            }
        }
        node.end();
        return new InhibitRule(source, target, List.copyOf(equal));
    }

    /** Returns the values of the labels that must be equal. */
    List<String> equalValues(Map<String, String> labels) {
        List<String> values = new ArrayList<>(equal.size());
        for (String name : equal) {
            values.add(labels.getOrDefault(name, ""));
        }
        return values;
    }
}
