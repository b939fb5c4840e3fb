// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.text.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ready rules, in packs for one purpose each. They are rules files of {@code telemetry-rules}, with the types of events as
 * Micrometer names them where it has them. A pack is a start: change limits and sources by {@link AlertRule#toBuilder}.
 *
 * <pre>{@code
 * for (AlertRule rule : RulePacks.load("jvm")) {
 *     processor.addAlertRule(rule.toBuilder().source("billing*").build());
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class RulePacks {
    private static final String FOLDER = "io/arxsvgx/telemetry/rules/packs/";
    private static final List<String> NAMES = List.of("disk", "http-service", "jvm", "queue", "sensor");

    private RulePacks() {}

    /**
     * Returns the names of the packs.
     *
     * @return an immutable list, sorted
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Reads a pack.
     *
     * @param name one of {@link #names}
     * @return its rules in order, a new list; they are enabled, apply to all sources and have the actions {@code log_alert}
     *     and {@code send_notification}. Rules with {@code forecast} or {@code change_point} need {@code telemetry-patterns},
     *     without which a processor rejects them
     * @throws IllegalArgumentException if there is no such pack; the message names the nearest one
     * @throws IllegalStateException if the pack is not found, since {@code telemetry-rules} is missing
     */
    public static List<AlertRule> load(String name) {
        return RuleJson.readAll(new JsonCodec(JsonLimits.defaults()).read(text(name)));
    }

    /**
     * Returns the file of a pack, to be written to a folder and edited there.
     *
     * @param name one of {@link #names}
     * @return a rules file in JSON, which ends with a line end
     * @throws IllegalArgumentException if there is no such pack; the message names the nearest one
     * @throws IllegalStateException if the pack is not found, since {@code telemetry-rules} is missing
     */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(Suggestions.unknown("rule pack", name, NAMES));
        }
        try (InputStream file = open(FOLDER + name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("rule pack \"" + name
                        + "\" not found: telemetry-rules is not on the class path or module path");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a resource by the thread's class loader, else by the library's own; null if neither has it. */
    private static @Nullable InputStream open(String resource) {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        InputStream found = ofThread == null ? null : ofThread.getResourceAsStream(resource);
        return found != null ? found : RulePacks.class.getClassLoader().getResourceAsStream(resource);
    }
}
