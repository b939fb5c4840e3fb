// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import com.fasterxml.jackson.core.JsonGenerator;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertLabels;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.text.LabelFingerprint;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A firing alert as Alertmanager shows it. Immutable.
 *
 * @param alert the alert
 * @param fingerprint 16 hexadecimal digits, of its labels
 * @param labels its labels under names that Alertmanager accepts
 * @param receivers the receivers to which it is routed
 * @param silencedBy the ids of the silences that cover it now
 */
record FiringAlert(
        Alert alert,
        String fingerprint,
        SortedMap<String, String> labels,
        List<String> receivers,
        List<String> silencedBy) {
    /** The time for which Prometheus extends an alert whenever it sends it. */
    private static final Duration VALIDITY = Duration.ofMinutes(5);

    static FiringAlert of(Alert alert, List<String> receivers, List<String> silencedBy) {
        SortedMap<String, String> labels = AlertLabels.of(alert);
        return new FiringAlert(
                alert, LabelFingerprint.of(labels), AlertmanagerNames.valid(labels), receivers, silencedBy);
    }

    boolean isSilenced() {
        return !silencedBy.isEmpty();
    }

    /** Writes the alert; {@code page} is the address of the page, empty for none. */
    void write(JsonGenerator out, String page, Instant now) throws IOException {
        out.writeStartObject();
        JsonCodec.texts(out, "annotations", annotations());
        time(out, "endsAt", now.plus(VALIDITY));
        out.writeStringField("fingerprint", fingerprint);
        out.writeArrayFieldStart("receivers");
        for (String receiver : receivers) {
            AlertmanagerJson.receiver(out, receiver);
        }
        out.writeEndArray();
        time(out, "startsAt", alert.timestamp());
        writeStatus(out);
        time(out, "updatedAt", alert.timestamp());
        if (!page.isEmpty()) {
            out.writeStringField("generatorURL", page + "#/alerts/" + encoded(alert.id()));
        }
        JsonCodec.texts(out, "labels", labels);
        out.writeEndObject();
    }

    private SortedMap<String, String> annotations() {
        SortedMap<String, String> annotations = new TreeMap<>(alert.annotations());
        annotations.putIfAbsent("description", alert.description());
        annotations.putIfAbsent("summary", alert.ruleName());
        return AlertmanagerNames.valid(annotations);
    }

    private void writeStatus(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("status");
        out.writeArrayFieldStart("inhibitedBy");
        out.writeEndArray();
        out.writeArrayFieldStart("silencedBy");
        for (String id : silencedBy) {
            out.writeString(id);
        }
        out.writeEndArray();
        out.writeStringField("state", isSilenced() ? "suppressed" : "active");
        out.writeEndObject();
    }

    private static void time(JsonGenerator out, String name, Instant time) throws IOException {
        JsonCodec.time(out, name, time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
