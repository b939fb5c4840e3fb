// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.arxsvgx.testsupport.GeneratedBlock;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigSettingTest {
    private static final Path REFERENCE = Path.of("../docs/reference/configuration.md");

    static List<ConfigSetting> all() {
        return ConfigSetting.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void defaultText_isTheDefaultOfTheBuilder(ConfigSetting setting) {
        TelemetryConfig.Builder config = TelemetryConfig.builder();
        setting.apply(setting.defaultText().replaceAll(",.*", ""), config);
        if (!setting.defaultText().contains("heap")) {
            assertThat(setting.value(config.build())).isEqualTo(setting.value(TelemetryConfig.defaults()));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void name_isAMethodOfTheBuilderAndTheConfiguration(ConfigSetting setting) throws NoSuchMethodException {
        assertThat(TelemetryConfig.class.getMethod(setting.name()).getReturnType())
                .isNotNull();
        assertThat(Arrays.stream(TelemetryConfig.Builder.class.getMethods()).map(Method::getName))
                .contains(setting.name());
    }

    @ParameterizedTest
    @MethodSource("all")
    void badText_isRejectedWithKeyValueAndWhatIsExpected(ConfigSetting setting) {
        for (String text : List.of("", " ", "many", "-1", "1e99", "\u0661", "NaN", "1 ")) {
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> setting.apply(text, TelemetryConfig.builder()))
                    .satisfies(e -> {
                        assertThat(e.setting()).isEqualTo(setting.key());
                        assertThat(e.value()).isEqualTo('"' + text + '"');
                        assertThat(e.expected()).isEqualTo(setting.allowed());
                        assertThat(e).hasMessage(e.setting() + ": expected " + e.expected() + ", got " + e.value());
                    });
        }
    }

    @Test
    void environment_readsEverySetting() {
        TelemetryConfig config = TelemetryConfig.fromEnvironment(
                all().stream().collect(Collectors.toMap(ConfigSetting::variable, setting -> switch (setting.type()) {
                    case WHOLE_NUMBER -> "77";
                    case NUMBER -> "0.25";
                    case SECONDS -> "42.5";
                    case FLAG -> "false";
                })));
        assertThat(all())
                .allSatisfy(setting -> assertThat(setting.value(config))
                        .isEqualTo(
                                switch (setting.type()) {
                                    case WHOLE_NUMBER -> 77;
                                    case NUMBER -> 0.25;
                                    case SECONDS -> Duration.ofMillis(42_500);
                                    case FLAG -> false;
                                }));
    }

    @Test
    void names_differ() {
        assertThat(all().stream().map(ConfigSetting::name)).doesNotHaveDuplicates();
        assertThat(all().stream().map(ConfigSetting::key)).doesNotHaveDuplicates();
    }

    @Test
    void reference_hasTheTableOfAllSettings() throws IOException {
        GeneratedBlock.check(REFERENCE, "settings", table());
    }

    /** The table of the reference. */
    private static String table() {
        StringBuilder table = new StringBuilder("""
                | builder | variable | key | option | allowed | default | meaning |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (ConfigSetting setting : all()) {
            table.append(String.format(
                    "| `%s` | `%s` | `%s` | `%s` | %s | %s | %s |\n",
                    setting.name(),
                    setting.variable(),
                    setting.key(),
                    setting.option(),
                    setting.allowed(),
                    setting.defaultText(),
                    setting.meaning()));
        }
        return table.toString();
    }
}
