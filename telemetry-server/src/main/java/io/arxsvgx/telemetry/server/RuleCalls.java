// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.Json;
import io.arxsvgx.telemetry.json.RefusedRulesException;
import io.arxsvgx.telemetry.json.SnapshotJson;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.RuleStatus;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows and changes rules. Thread-safe. */
final class RuleCalls {
    private final TelemetryProcessor processor;
    private final Json json;
    private final @Nullable RuleFile file;
    private final @Nullable SavedRules saved;
    private final RuleReader rules;

    RuleCalls(TelemetryProcessor processor, Json json, @Nullable RuleFile file, @Nullable SavedRules saved) {
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
        api.add("GET", "/rules/*", (request, path) -> one(200, HttpApi.decoded(path[2])));
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

    private Answer one(int status, String id) {
        RuleStatus rule =
                processor.ruleStatus(id).orElseThrow(() -> new HttpFault(404, "there is no rule \"" + id + "\""));
        return new Answer(status, Answer.JSON, json.bytes(out -> SnapshotJson.write(out, rule)));
    }

    private Answer set(JsonNode given, @Nullable String id) {
        boolean isNew;
        String set;
        try {
            AlertRule rule = rules.read(given);
            set = rule.id();
            if (id != null && !id.equals(set)) {
                throw FieldFault.refused(List.of(new FieldFault(
                        "rule_id", "the address names rule \"" + id + "\", the body rule \"" + set + "\"")));
            }
            isNew = processor.ruleStatus(set).isEmpty();
            if (saved == null) {
                processor.addAlertRule(rule);
            } else {
                saved.set(rule);
            }
        } catch (IllegalArgumentException e) {
            throw RuleReader.refused(e);
        } catch (IOException e) {
            throw HttpFault.notKept(e);
        }
        return one(isNew ? 201 : 200, set);
    }

    private Answer remove(String id) {
        boolean removed;
        try {
            removed = saved == null ? processor.removeAlertRule(id) : saved.remove(id);
        } catch (IOException e) {
            throw HttpFault.notKept(e);
        }
        if (!removed) {
            throw new HttpFault(404, "there is no rule \"" + id + "\"");
        }
        return Answer.nothing();
    }

    private Answer reload() throws IOException {
        if (file == null) {
            throw new HttpFault(409, "the server was started without a file of rules");
        }
        try {
            int count = file.load();
            return Answer.json(json.bytes(out -> {
                out.writeStartObject();
                out.writeStringField("status", "success");
                out.writeNumberField("rules", count);
                out.writeEndObject();
            }));
        } catch (RefusedRulesException e) {
            throw new HttpFault(400, "the file of rules was refused, and the last good one stays in force")
                    .with(out -> {
                        out.writeArrayFieldStart("errors");
                        for (String reason : e.reasons()) {
                            out.writeStartObject();
                            out.writeStringField("message", reason);
                            out.writeEndObject();
                        }
                        out.writeEndArray();
                    });
        }
    }
}
