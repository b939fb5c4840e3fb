// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.RuleJson;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.json.SnapshotJson;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import io.arxsvgx.telemetry.text.ForeignText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows and changes rules. Thread-safe. */
final class RuleCalls {
    private static final Duration MAX_WAIT_FOR_CHANGE = Duration.ofSeconds(5);

    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final @Nullable RuleFile file;
    private final @Nullable SavedRules saved;
    private final RuleReader rules;

    RuleCalls(TelemetryProcessor processor, JsonCodec json, @Nullable RuleFile file, @Nullable SavedRules saved) {
        this.processor = processor;
        this.json = json;
        this.file = file;
        this.saved = saved;
        rules = new RuleReader(processor);
    }

    void addTo(HttpApi api) {
        api.add("GET", "/rules", (request, path) -> list());
        api.add("POST", "/rules", (request, path) -> set(api.document(request), null));
        api.add("POST", "/rules/reload", (request, path) -> reload());
        api.add("GET", "/rules/*", (request, path) -> one(HttpApi.decoded(path[2])));
        api.add("PUT", "/rules/*", (request, path) -> set(api.document(request), HttpApi.decoded(path[2])));
        api.add("DELETE", "/rules/*", (request, path) -> remove(HttpApi.decoded(path[2])));
    }

    private Answer list() {
        List<RuleStatus> statuses = processor.ruleStatuses();
        return Answer.json(json.bytes(out -> {
            out.writeStartArray();
            for (RuleStatus status : statuses) {
                SnapshotJson.write(out, status);
            }
            out.writeEndArray();
        }));
    }

    private Answer one(String id) {
        RuleStatus rule = processor
                .ruleStatus(id)
                .orElseThrow(() -> new HttpFault(404, "there is no rule " + ForeignText.quote(id)));
        return Answer.json(json.bytes(out -> SnapshotJson.write(out, rule)));
    }

    private Answer set(JsonNode given, @Nullable String id) {
        AlertRule rule = rules.parse(given);
        if (id != null && !id.equals(rule.id())) {
            throw FieldFault.refused(List.of(new FieldFault(
                    "rule_id",
                    "the address names rule " + ForeignText.quote(id) + ", the body rule \"" + rule.id() + "\"")));
        }
        boolean isNew;
        try {
            isNew = saved == null ? processor.addAlertRule(rule) : saved.set(rule);
        } catch (IllegalArgumentException e) {
            throw RuleReader.refused(e);
        } catch (IOException e) {
            throw HttpFault.notKept(e);
        }
        awaitChange();
        return set(isNew, rule);
    }

    /** Answers with a rule that was set; another client may have removed it meanwhile. */
    private Answer set(boolean isNew, AlertRule rule) {
        RuleStatus now = processor.ruleStatus(rule.id()).orElse(null);
        byte[] body = json.bytes(out -> {
            if (now == null) {
                RuleJson.write(out, rule);
            } else {
                SnapshotJson.write(out, now);
            }
        });
        return new Answer(isNew ? 201 : 200, Answer.JSON, body);
    }

    private Answer remove(String id) {
        boolean removed;
        try {
            removed = saved == null ? processor.removeAlertRule(id) : saved.remove(id);
        } catch (IOException e) {
            throw HttpFault.notKept(e);
        }
        if (!removed) {
            throw new HttpFault(404, "there is no rule " + ForeignText.quote(id));
        }
        awaitChange();
        return Answer.nothing();
    }

    /** Waits until the processor has applied a change, so that whoever is answered sees it in the alerts. */
    private void awaitChange() {
        processor.flush(MAX_WAIT_FOR_CHANGE);
    }

    /** Writes what is questionable about the rules in force. */
    private void warnings(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("warnings");
        for (AlertRule rule : processor.alertRules()) {
            for (String warning : processor.ruleWarnings(rule)) {
                out.writeString("rule " + ForeignText.quote(rule.id()) + ": " + warning);
            }
        }
        out.writeEndArray();
    }

    private Answer reload() throws IOException {
        if (file == null) {
            throw new HttpFault(409, "the server was started without a file of rules");
        }
        try {
            int count = file.load();
            awaitChange();
            return Answer.json(json.bytes(out -> {
                out.writeStartObject();
                out.writeStringField("status", "success");
                out.writeNumberField("rules", count);
                warnings(out);
                out.writeEndObject();
            }));
        } catch (RuleSetRejectedException e) {
            throw new HttpFault(400, "the file of rules was refused, and the last good one stays in force")
                    .with(out -> {
                        out.writeArrayFieldStart("errors");
                        for (String reason : e.reasons()) {
                            out.writeStartObject();
                            out.writeStringField("message", HttpFault.encodable(reason));
                            out.writeEndObject();
                        }
                        out.writeEndArray();
                    });
        }
    }
}
