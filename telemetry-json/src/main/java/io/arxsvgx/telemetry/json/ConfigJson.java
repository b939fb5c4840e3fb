// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.ConfigSetting;
import io.arxsvgx.telemetry.InvalidSettingException;
import io.arxsvgx.telemetry.TelemetryConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JSON form of the settings of {@link ConfigSetting}: the specification's {@code config.json} and more.
 * Thread-safe.
 */
public final class ConfigJson {
    private static final Map<String, ConfigSetting> SETTINGS = new LinkedHashMap<>();

    static {
        ConfigSetting.all().forEach(setting -> SETTINGS.put(setting.key(), setting));
    }

    private ConfigJson() {}

    /**
     * Returns the keys of the settings.
     *
     * @return in the order of {@link ConfigSetting#all}
     */
    public static Set<String> keys() {
        return Collections.unmodifiableSet(SETTINGS.keySet());
    }

    /**
     * Applies the keys of a file that are in {@link #keys()}.
     *
     * @param node the file
     * @param config the builder to change
     * @return the other keys of the file
     * @throws InvalidSettingException if a value is of the wrong type or out of range; the message names the key, the
     *     value and what is allowed
     * @throws IllegalArgumentException if the file is not an object
     */
    public static Set<String> apply(JsonNode node, TelemetryConfig.Builder config) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("configuration: expected an object, got " + RuleReader.kind(node));
        }
        Set<String> others = new TreeSet<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            ConfigSetting setting = SETTINGS.get(entry.getKey());
            if (setting == null) {
                others.add(entry.getKey());
            } else {
                apply(setting, entry.getValue(), config);
            }
        }
        return others;
    }

    private static void apply(ConfigSetting setting, JsonNode value, TelemetryConfig.Builder config) {
        if (!isOfType(value, setting.type())) {
            throw rejected(setting, value);
        }
        try {
            setting.apply(value.asText(), config);
        } catch (InvalidSettingException e) {
            InvalidSettingException fault = rejected(setting, value);
            fault.initCause(e);
            throw fault;
        }
    }

    /** Returns an exception with the key and the value as they are in the file. */
    private static InvalidSettingException rejected(ConfigSetting setting, JsonNode value) {
        return new InvalidSettingException('"' + setting.key() + '"', RuleReader.shown(value), setting.allowed());
    }

    private static boolean isOfType(JsonNode value, ConfigSetting.Type type) {
        return switch (type) {
            case WHOLE_NUMBER -> value.isIntegralNumber() && value.canConvertToInt();
            case NUMBER, SECONDS -> value.isNumber();
            case FLAG -> value.isBoolean();
        };
    }
}
