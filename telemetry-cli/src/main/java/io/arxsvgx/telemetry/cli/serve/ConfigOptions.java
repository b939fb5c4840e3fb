// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.ConfigSetting;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line options of all {@link ConfigSetting}s. */
final class ConfigOptions {
    private ConfigOptions() {}

    static void addTo(CommandSpec command) {
        for (ConfigSetting setting : ConfigSetting.all()) {
            command.addOption(OptionSpec.builder(setting.option())
                    .type(String.class)
                    .paramLabel(paramLabel(setting))
                    .description(description(setting))
                    .build());
        }
    }

    /** Returns the given values, by the keys of the settings. */
    static Map<String, String> given(CommandSpec command) {
        Map<String, String> given = new LinkedHashMap<>();
        for (ConfigSetting setting : ConfigSetting.all()) {
            String value = command.findOption(setting.option()).getValue();
            if (value != null) {
                given.put(setting.key(), value);
            }
        }
        return given;
    }

    private static String paramLabel(ConfigSetting setting) {
        return switch (setting.type()) {
            case WHOLE_NUMBER -> setting.key().endsWith("_port") ? "PORT" : "N";
            case NUMBER -> "NUMBER";
            case SECONDS -> "SECONDS";
            case FLAG -> "true|false";
        };
    }

    /** The meaning and the default; percent signs are escaped, since the help is a format string. */
    private static String description(ConfigSetting setting) {
        String text = setting.meaning() + " Default: " + setting.defaultText() + ".";
        return text.replace("%", "%%");
    }
}
