// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.checkpoint;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.Durations;
import io.arxsvgx.telemetry.text.ParameterEquality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The description of changes between two versions of a rule that affect its alerts. */
public final class RuleDifferences {
    private RuleDifferences() {}

    /** Returns, for example, {@code parameter "value" changed from 80.0 to 85.0, "for" changed from 30 s to 60 s}. */
    public static String text(AlertRule before, AlertRule after) {
        List<String> texts = new ArrayList<>();
        compare(texts, "condition", before.condition(), after.condition());
        compare(texts, "source", before.source(), after.source());
        compare(texts, "match", before.match(), after.match());
        compare(texts, "by", before.by(), after.by());
        compare(texts, "combine", before.combine(), after.combine());
        TreeSet<String> keys = new TreeSet<>(before.parameters().keySet());
        keys.addAll(after.parameters().keySet());
        for (String key : keys) {
            if (!ParameterEquality.same(one(before, key), one(after, key))) {
                texts.add("parameter \"" + key + "\" "
                        + change(
                                before.parameters().get(key), after.parameters().get(key)));
            }
        }
        if (!before.forDuration().equals(after.forDuration())) {
            texts.add("\"for\" changed from " + Durations.format(before.forDuration()) + " to "
                    + Durations.format(after.forDuration()));
        }
        return String.join(", ", texts);
    }

    private static void compare(List<String> texts, String name, String before, String after) {
        if (!before.equals(after)) {
            texts.add(name + " " + change("\"" + before + "\"", "\"" + after + "\""));
        }
    }

    private static void compare(List<String> texts, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            texts.add(name + " " + change(before, after));
        }
    }

    private static Map<String, Object> one(AlertRule rule, String key) {
        Object value = rule.parameters().get(key);
        return value == null ? Map.of() : Map.of(key, value);
    }

    private static String change(@Nullable Object before, @Nullable Object after) {
        if (before == null) {
            return "was added as " + after;
        }
        return after == null ? "was removed, it was " + before : "changed from " + before + " to " + after;
    }
}
