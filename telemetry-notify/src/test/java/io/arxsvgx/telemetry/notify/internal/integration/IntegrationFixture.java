// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.notify.internal.config.ConfigFaults;
import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.http.ConfigFixture;
import io.arxsvgx.telemetry.notify.internal.message.MessageFixture;
import io.arxsvgx.telemetry.notify.internal.receiver.GlobalDefaults;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationEnvironment;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Integrations from YAML for tests. */
public final class IntegrationFixture {
    /** The wall clock of integrations: ten seconds after the alerts began. */
    public static final Instant NOW = MessageFixture.START.plusSeconds(10);

    private final IntegrationEnvironment environment;
    private final String global;
    private final ConfigFaults faults = new ConfigFaults();

    private IntegrationFixture(IntegrationEnvironment environment, String global) {
        this.environment = environment;
        this.global = global;
    }

    /** Returns a fixture whose files are in a directory. */
    public static IntegrationFixture in(Path directory) {
        return new IntegrationFixture(IntegrationEnvironment.of(directory, InstantSource.fixed(NOW)), "{}");
    }

    /** Returns the same with global settings. */
    public IntegrationFixture global(String yaml) {
        return new IntegrationFixture(environment, yaml);
    }

    /** Returns the same with another environment. */
    public IntegrationFixture environment(IntegrationEnvironment other) {
        return new IntegrationFixture(other, global);
    }

    public IntegrationEnvironment environment() {
        return environment;
    }

    private @Nullable Integration parse(String kind, String yaml) {
        ConfigNode globalNode = ConfigFixture.node("global", global, faults);
        GlobalDefaults defaults = GlobalDefaults.read(globalNode, environment);
        globalNode.end();
        ConfigNode node = ConfigFixture.node("receivers[0]." + kind + "_configs[0]", yaml, faults);
        return Integrations.parse("team", kind, 0, node, defaults);
    }

    /** Returns an integration without faults. */
    public Integration integration(String kind, String yaml) {
        Integration integration = parse(kind, yaml);
        assertThat(faults.all()).isEmpty();
        assertThat(integration).isNotNull();
        return integration;
    }

    /** Returns the faults of an integration; there is none then. */
    public List<String> faults(String kind, String yaml) {
        Integration integration = parse(kind, yaml);
        if (!faults.isEmpty()) {
            assertThat(integration).isNull();
        }
        return faults.all();
    }
}
