// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.cli.shell.CommandFault;
import io.arxsvgx.telemetry.json.ConfigJson;
import io.arxsvgx.telemetry.rule.Names;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server, out of the command line, the environment, a file and the defaults; what stands earlier in this
 * row counts more. Immutable.
 */
public final class Settings {
    /** The settings that a file may have beside those of the specification. */
    private static final List<String> MORE = List.of(
            "bind",
            "hosts",
            "origins",
            "rules",
            "data",
            "tls_certificate",
            "tls_key",
            "webhook",
            "webhook_timeout",
            "webhook_max_elapsed",
            "ca",
            "log_file",
            "log_level");

    private static final Set<String> SECONDS = Set.of("webhook_timeout", "webhook_max_elapsed");
    private static final String PREFIX = "TELEMETRY_";

    private final Map<String, String> texts;
    private final TelemetryConfig config;

    private Settings(Map<String, String> texts, TelemetryConfig config) {
        this.texts = texts;
        this.config = config;
    }

    /**
     * Puts settings together.
     *
     * @param file a configuration; null for none
     * @param environment variables, of which those named {@code TELEMETRY_…} count
     * @param given what the command line says, by the keys of the file
     * @return the settings
     * @throws CommandFault if one of them is unknown, of the wrong type or out of range
     */
    static Settings of(@Nullable JsonNode file, Map<String, String> environment, Map<String, String> given) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (file != null) {
            texts.putAll(checked(file));
        }
        for (String key : allKeys()) {
            String variable = environment.get(variable(key));
            if (variable != null && !variable.isBlank()) {
                texts.put(key, variable.strip());
            }
        }
        configOf(texts, key -> variable(key));
        texts.putAll(given);
        return new Settings(texts, configOf(texts, key -> given.containsKey(key) ? option(key) : variable(key)));
    }

    /**
     * Checks a file by itself.
     *
     * @param file a configuration
     * @return its settings as texts, by key
     * @throws CommandFault if one of them is unknown, of the wrong type or out of range
     */
    public static Map<String, String> checked(JsonNode file) {
        try {
            for (String key : ConfigJson.apply(file, TelemetryConfig.builder())) {
                if (!MORE.contains(key)) {
                    throw new IllegalArgumentException(Names.unknown("key", key, allKeys()));
                }
                boolean isNumber = SECONDS.contains(key) && file.path(key).isNumber();
                if (!file.path(key).isTextual() && !isNumber) {
                    // of an address nothing is shown: it may hold a secret
                    String got =
                            key.equals("webhook") ? "no text" : file.path(key).toString();
                    throw new IllegalArgumentException("\"" + key + "\" is " + got + "; it takes a text in quotes");
                }
            }
        } catch (IllegalArgumentException e) {
            throw CommandFault.usage(String.valueOf(e.getMessage()));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        file.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static List<String> allKeys() {
        List<String> keys = new ArrayList<>(ConfigJson.keys());
        keys.addAll(MORE);
        return keys;
    }

    private static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT);
    }

    private static String option(String key) {
        return "--" + key.replace('_', '-');
    }

    /** Names a setting the way the user gave it. */
    private interface Naming {
        String of(String key);
    }

    /** All of the specification's settings as the variables that the library reads. */
    private static TelemetryConfig configOf(Map<String, String> texts, Naming naming) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String key : ConfigJson.keys()) {
            String text = texts.get(key);
            if (text != null) {
                variables.put(variable(key), text);
            }
        }
        try {
            return TelemetryConfig.fromEnvironment(variables);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            for (String key : ConfigJson.keys()) {
                if (message.startsWith(variable(key) + " ")) {
                    message = naming.of(key) + message.substring(variable(key).length());
                }
            }
            throw CommandFault.usage(message);
        }
    }

    TelemetryConfig config() {
        return config;
    }

    /** A setting beyond the specification's; null if it is not set. */
    @Nullable
    String text(String key) {
        String text = texts.get(key);
        return text == null || text.isBlank() ? null : text;
    }

    /** A time in seconds; null if it is not set. */
    @Nullable
    Duration seconds(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,7}(\\.[0-9]{1,9})?") || new BigDecimal(text).signum() == 0) {
            throw CommandFault.usage(key + ": expected seconds above 0 and below 10000000, got \"" + text + "\"");
        }
        return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
    }

    /** A list with commas between its items. */
    List<String> list(String key) {
        String text = text(key);
        return text == null ? List.of() : List.of(text.split("\\s*,\\s*"));
    }
}
