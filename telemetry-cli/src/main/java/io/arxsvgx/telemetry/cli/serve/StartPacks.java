// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.json.RulePacks;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rule packs that a start adds to its other rules. */
final class StartPacks {
    private StartPacks() {}

    /** Returns the names of the packs, each once. */
    static List<String> names(StartSettings settings) {
        return settings.list("pack").stream().distinct().toList();
    }

    /** Returns the rules of all packs, in order. */
    static List<AlertRule> rules(StartSettings settings) {
        return names(settings).stream()
                .flatMap(name -> RulePacks.load(name).stream())
                .toList();
    }

    /**
     * Checks that the packs exist, and that no rule of one has the id of another rule.
     *
     * @param others the rules beside those of the packs
     * @param origin what contains these, such as {@code the rules file}
     * @throws IllegalArgumentException with the unknown pack and the nearest name, or the id that occurs twice
     */
    static void check(StartSettings settings, Collection<AlertRule> others, String origin) {
        Map<String, String> origins = new HashMap<>();
        others.forEach(rule -> origins.put(rule.id(), origin));
        for (String name : names(settings)) {
            for (AlertRule rule : RulePacks.load(name)) {
                String other = origins.putIfAbsent(rule.id(), "pack \"" + name + "\"");
                if (other != null) {
                    throw new IllegalArgumentException(
                            "rule \"" + rule.id() + "\" of pack \"" + name + "\" is in " + other
                                    + " too; expected another id there, or the rules of the pack in a file of their own"
                                    + " (telemetry create-rule FILE --pack " + name + ")");
                }
            }
        }
    }
}
