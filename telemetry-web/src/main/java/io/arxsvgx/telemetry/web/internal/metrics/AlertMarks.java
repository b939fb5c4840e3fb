// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.alert.Alert;
import java.io.IOException;
import java.util.List;

/**
 * The numbers of firing alerts that need less attention, by the reason. An alert with several reasons counts for each.
 * Immutable.
 *
 * @param silenced alerts that a silence matches
 * @param acknowledged alerts that somebody has acknowledged
 * @param stale alerts of series without recent events
 * @param unmarked alerts with none of these reasons
 */
public record AlertMarks(long silenced, long acknowledged, long stale, long unmarked) {
    static AlertMarks of(List<Alert> firing) {
        long silenced = 0;
        long acknowledged = 0;
        long stale = 0;
        long unmarked = 0;
        for (Alert alert : firing) {
            boolean isAcknowledged = alert.acknowledgement() != null;
            silenced += alert.silenced() ? 1 : 0;
            acknowledged += isAcknowledged ? 1 : 0;
            stale += alert.stale() ? 1 : 0;
            unmarked += alert.silenced() || isAcknowledged || alert.stale() ? 0 : 1;
        }
        return new AlertMarks(silenced, acknowledged, stale, unmarked);
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("silenced", silenced);
        out.writeNumberField("acknowledged", acknowledged);
        out.writeNumberField("stale", stale);
        out.writeNumberField("unmarked", unmarked);
        out.writeEndObject();
    }
}
