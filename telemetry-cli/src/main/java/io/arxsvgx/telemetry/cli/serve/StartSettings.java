// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.ConfigSetting;
import io.arxsvgx.telemetry.InvalidSettingException;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.json.ConfigJson;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.Suggestions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server. The order of precedence is command line, environment, file, default. Immutable.
 */
public final class StartSettings {
    /** The keys that a file may have in addition to those of the specification. */
    private static final List<String> MORE = List.of(
            "bind",
            "hosts",
            "origins",
            "rules",
            "pack",
            "data",
            "tls_certificate",
            "tls_key",
            "webhook",
            "webhook_timeout",
            "webhook_max_elapsed",
            "notifications",
            "external_url",
            "allow_commands",
            "ca",
            "log_file",
            "log_level");

    private static final Set<String> FLAGS = Set.of("allow_commands");
    private static final Set<String> SECONDS = Set.of("webhook_timeout", "webhook_max_elapsed");
    private static final String PREFIX = "TELEMETRY_";

    private final Map<String, String> texts;
    private final Map<String, String> names;
    private final TelemetryConfig config;

    private StartSettings(Map<String, String> texts, Map<String, String> names, TelemetryConfig config) {
        this.texts = texts;
        this.names = names;
        this.config = config;
    }

    /**
     * Combines settings.
     *
     * @param file a configuration; null for none
     * @param environment the environment variables; those named {@code TELEMETRY_…} are used
     * @param given the values of the command line, by the keys of the file
     * @return the settings
     * @throws CliException if one of them is unknown, of the wrong type or out of range
     */
    static StartSettings of(@Nullable JsonNode file, Map<String, String> environment, Map<String, String> given) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        allKeys().forEach(key -> names.put(key, '"' + key + '"'));
        if (file != null) {
            texts.putAll(checked(file));
        }
        for (String key : allKeys()) {
            String variable = environment.get(variable(key));
            if (variable != null && !variable.isBlank()) {
                texts.put(key, ConfigJson.keys().contains(key) ? variable : variable.strip());
                names.put(key, variable(key));
            }
        }
        configOf(texts, names);
        texts.putAll(given);
        given.keySet().forEach(key -> names.put(key, option(key)));
        return new StartSettings(texts, names, configOf(texts, names));
    }

    /**
     * Checks a file as a start without variables and options does.
     *
     * @param file a configuration
     * @param token the token that clients must send; null for none
     * @return one line for each fault; empty if the file is valid
     */
    public static List<String> faults(JsonNode file, @Nullable String token) {
        List<String> faults = new ArrayList<>();
        if (!file.isObject()) {
            return List.of(refusal(file));
        }
        ObjectNode good = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : file.properties()) {
            ObjectNode alone = JsonNodeFactory.instance.objectNode().set(entry.getKey(), entry.getValue());
            String refusal = refusal(alone);
            if (refusal.isEmpty()) {
                good.setAll(alone);
            } else {
                faults.add(refusal);
            }
        }
        faults.addAll(StartCheck.faults(of(good, Map.of(), Map.of()), token));
        return faults;
    }

    private static String refusal(JsonNode file) {
        try {
            of(file, Map.of(), Map.of());
            return "";
        } catch (CliException fault) {
            return String.valueOf(fault.getMessage());
        }
    }

    private static Map<String, String> checked(JsonNode file) {
        try {
            for (String key : ConfigJson.apply(file, TelemetryConfig.builder())) {
                if (!MORE.contains(key)) {
                    throw new IllegalArgumentException(Suggestions.unknown("key", key, allKeys()));
                }
                boolean isOther = (SECONDS.contains(key) && file.path(key).isNumber())
                        || (FLAGS.contains(key) && file.path(key).isBoolean());
                if (!file.path(key).isTextual() && !isOther) {
                    // an address is not shown, since it may contain a secret
                    String got = key.equals("webhook")
                            ? "another type"
                            : ForeignText.shorten(file.path(key).toString());
                    throw new IllegalArgumentException("\"" + key + "\": expected a string, got " + got);
                }
            }
        } catch (IllegalArgumentException e) {
            throw CliException.usage(String.valueOf(e.getMessage()));
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

    /** Parses the settings of {@link ConfigSetting}. */
    private static TelemetryConfig configOf(Map<String, String> texts, Map<String, String> names) {
        TelemetryConfig.Builder config = TelemetryConfig.builder();
        try {
            for (ConfigSetting setting : ConfigSetting.all()) {
                String text = texts.get(setting.key());
                if (text != null) {
                    setting.apply(text, config);
                }
            }
            return config.build();
        } catch (InvalidSettingException e) {
            throw CliException.usage(given(e.setting(), names) + ": expected " + e.expected() + ", got " + e.value());
        }
    }

    /** The name of a setting in its source, by its key or the name of the builder's method. */
    private static String given(String setting, Map<String, String> names) {
        return ConfigSetting.all().stream()
                .filter(one -> one.key().equals(setting) || one.name().equals(setting))
                .map(one -> names.getOrDefault(one.key(), setting))
                .findFirst()
                .orElse(setting);
    }

    TelemetryConfig config() {
        return config;
    }

    /** A setting in addition to the specification's; null if it is not set. */
    @Nullable
    String text(String key) {
        String text = texts.get(key);
        return text == null || text.isBlank() ? null : text;
    }

    /** The name of a setting in its source: an option, a variable, or the key of a file. */
    String name(String key) {
        return String.valueOf(names.get(key));
    }

    /** Whether a flag is set. */
    boolean flag(String key) {
        return "true".equals(text(key));
    }

    /** The file of a setting; null if it is not set. */
    @Nullable
    Path path(String key) {
        String text = text(key);
        return text == null ? null : Path.of(text);
    }

    /** A duration in seconds; null if it is not set. */
    @Nullable
    Duration seconds(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,7}(\\.[0-9]{1,9})?") || new BigDecimal(text).signum() == 0) {
            throw CliException.usage(key + ": expected seconds above 0 and below 10000000, got \"" + text + "\"");
        }
        return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
    }

    /** A list, separated by commas. */
    List<String> list(String key) {
        String text = text(key);
        return text == null ? List.of() : List.of(text.split("\\s*,\\s*"));
    }
}
