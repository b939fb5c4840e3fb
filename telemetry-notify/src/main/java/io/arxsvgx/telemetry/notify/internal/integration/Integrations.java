// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.integration.email.EmailOptions;
import io.arxsvgx.telemetry.notify.internal.receiver.GlobalDefaults;
import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import io.arxsvgx.telemetry.notify.internal.receiver.IntegrationOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parser of integrations. */
public final class Integrations {
    /** The kinds; a receiver has a list of each with the key {@code KIND_configs}. */
    public static final List<String> KINDS =
            List.of("webhook", "slack", "email", "pagerduty", "alertmanager", "exec", "log");

    private Integrations() {}

    /**
     * Reads an integration and reports all faults of its mapping.
     *
     * @param receiver the receiver's name
     * @param kind one of {@link #KINDS}
     * @param index the position in the list, from 0
     * @return null if there were faults
     */
    public static @Nullable Integration parse(
            String receiver, String kind, int index, ConfigNode node, GlobalDefaults global) {
        IntegrationOptions options = new IntegrationOptions(receiver, kind + "[" + index + "]", node, global);
        Integration integration = parse(kind, options);
        node.end();
        return options.isFaulty() ? null : integration;
    }

    private static @Nullable Integration parse(String kind, IntegrationOptions options) {
        return switch (kind) {
            case "webhook" -> WebhookIntegration.parse(options);
            case "slack" -> SlackIntegration.parse(options);
            case "email" -> EmailOptions.parse(options);
            case "pagerduty" -> PagerdutyIntegration.parse(options);
            case "alertmanager" -> AlertmanagerIntegration.parse(options);
            case "exec" -> ExecIntegration.parse(options);
            case "log" -> LogIntegration.parse(options);
            default -> throw new IllegalArgumentException("unknown kind of integration: " + kind);
        };
    }
}
