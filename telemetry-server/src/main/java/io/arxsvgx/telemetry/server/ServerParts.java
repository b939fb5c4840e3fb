// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a server share.
 *
 * @param processor the host's processor
 * @param settings how the server was set up
 * @param json reads and writes within the settings' limits
 * @param metrics what the server counts of itself
 * @param file the file of rules, or null
 * @param saved the rules that were set over HTTP, or null
 * @param boards the boards
 * @param overview the last seconds
 * @param trials tries rules that are not set
 */
record ServerParts(
        TelemetryProcessor processor,
        ServerSettings settings,
        JsonCodec json,
        ServerMetrics metrics,
        @Nullable RuleFile file,
        @Nullable SavedRules saved,
        Boards boards,
        OverviewHistory overview,
        RuleTrials trials) {
    static ServerParts of(TelemetryProcessor processor, ServerSettings settings) {
        JsonCodec json = new JsonCodec(settings.json());
        return new ServerParts(
                processor,
                settings,
                json,
                new ServerMetrics(),
                settings.rulesFile() == null ? null : new RuleFile(settings.rulesFile(), processor, json),
                settings.savedRules() == null ? null : new SavedRules(settings.savedRules(), processor, json),
                new Boards(settings.boards(), json),
                new OverviewHistory(processor),
                new RuleTrials(processor, json, RuleTrials.Limits.DEFAULT));
    }
}
