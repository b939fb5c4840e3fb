// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.arxsvgx.telemetry.notify.internal.config.ConfigFaults;
import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import java.nio.file.Path;

/** Configurations in YAML for tests. */
public final class ConfigFixture {
    private ConfigFixture() {}

    /** Returns the mapping of a text. */
    public static ConfigNode node(String path, String yaml, ConfigFaults faults) {
        try {
            return new ConfigNode(path, new YAMLMapper().readTree(yaml), faults);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns the settings of a {@code http_config} without faults. */
    static HttpSettings http(String yaml, Path directory) {
        ConfigFaults faults = new ConfigFaults();
        HttpSettings settings = HttpSettings.read(node("http_config", yaml, faults), directory);
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.all());
        }
        return settings;
    }
}
