// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.http.HttpSettings;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The part of the global settings that applies to receivers. Immutable.
 *
 * @param environment what the application gives
 * @param http how HTTP requests are sent
 * @param smtp how mail is sent
 * @param slackUrl the address of Slack's webhook; null if not set
 * @param pagerdutyUrl the address of PagerDuty's Events API v2
 */
public record GlobalDefaults(
        IntegrationEnvironment environment,
        HttpSettings http,
        SmtpDefaults smtp,
        @Nullable Secret slackUrl,
        String pagerdutyUrl) {
    private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

    /** Returns the settings without a section {@code global}. */
    public static GlobalDefaults of(IntegrationEnvironment environment) {
        return new GlobalDefaults(environment, HttpSettings.DEFAULTS, SmtpDefaults.NONE, null, PAGERDUTY);
    }

    /**
     * Reads its keys from the section {@code global} and reports faults; the caller reads the others and ends the node.
     */
    public static GlobalDefaults read(ConfigNode global, IntegrationEnvironment environment) {
        ConfigNode http = global.node("http_config");
        return new GlobalDefaults(
                environment,
                http == null ? HttpSettings.DEFAULTS : HttpSettings.read(http, environment.directory()),
                SmtpDefaults.read(global, "smtp_", SmtpDefaults.NONE, environment.directory()),
                Secret.read(global, "slack_api_url", environment.directory()),
                global.text("pagerduty_url", PAGERDUTY));
    }
}
