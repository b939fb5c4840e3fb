// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

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
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.EntityTag;
import io.arxsvgx.telemetry.web.internal.http.Precondition;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.rules.RuleEditor;
import io.arxsvgx.telemetry.web.internal.rules.RuleFileWatcher;
import io.arxsvgx.telemetry.web.internal.rules.RuleStore;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import io.arxsvgx.telemetry.web.internal.validation.RuleValidator;
import io.arxsvgx.telemetry.web.internal.validation.ValidationException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP resource of rules: lists, sets, removes and reloads them. Thread-safe. */
public final class RuleResource implements Resource {
    private static final Duration MAX_WAIT_FOR_CHANGE = Duration.ofSeconds(5);

    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final @Nullable RuleFileWatcher file;
    private final RuleEditor editor;
    private final RuleValidator rules;

    public RuleResource(
            TelemetryProcessor processor, JsonCodec json, @Nullable RuleFileWatcher file, @Nullable RuleStore saved) {
        this.processor = processor;
        this.json = json;
        this.file = file;
        editor = new RuleEditor(processor, saved);
        rules = new RuleValidator(processor);
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/rules", (request, path) -> list());
        api.add("POST", "/rules", (request, path) -> set(api.document(request), null, Precondition.of(request)));
        api.add("POST", "/rules/reload", (request, path) -> reload());
        api.add("GET", "/rules/*", (request, path) -> one(ApiRouter.decoded(path[2])));
        api.add(
                "PUT",
                "/rules/*",
                (request, path) -> set(api.document(request), ApiRouter.decoded(path[2]), Precondition.of(request)));
        api.add("DELETE", "/rules/*", (request, path) -> remove(ApiRouter.decoded(path[2]), Precondition.of(request)));
    }

    private ApiResponse list() {
        List<RuleStatus> statuses = processor.rules().statuses();
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (RuleStatus status : statuses) {
                SnapshotJson.write(out, status);
            }
            out.writeEndArray();
        }));
    }

    private ApiResponse one(String id) {
        RuleStatus rule = processor
                .ruleStatus(id)
                .orElseThrow(() -> ApiException.notFound("rule not found: " + ForeignText.quote(id)));
        return ApiResponse.json(json.bytes(out -> SnapshotJson.write(out, rule)))
                .version(version(rule.rule()));
    }

    /** Returns the entity tag of a rule, which its live status does not change. */
    private String version(AlertRule rule) {
        return EntityTag.of(json.bytes(out -> RuleJson.write(out, rule)));
    }

    private void check(Precondition condition, String id, @Nullable AlertRule current) {
        condition.check("rule " + ForeignText.quote(id), current == null ? null : version(current));
    }

    private ApiResponse set(JsonNode given, @Nullable String id, Precondition condition) {
        AlertRule rule = rules.parse(given);
        if (id != null && !id.equals(rule.id())) {
            throw new ValidationException(List.of(new FieldError(
                    "rule_id",
                    "rule ids differ: " + ForeignText.quote(id) + " in the path, \"" + rule.id() + "\" in the body")));
        }
        boolean isNew;
        try {
            isNew = condition.isGiven()
                    ? editor.set(rule, current -> check(condition, rule.id(), current))
                    : editor.set(rule);
        } catch (IllegalArgumentException e) {
            throw RuleValidator.refused(e);
        } catch (IOException e) {
            throw ApiException.notKept(e);
        }
        awaitChange();
        return set(isNew, rule);
    }

    /** Returns the response with a rule that was set. Another client may have removed the rule meanwhile. */
    private ApiResponse set(boolean isNew, AlertRule rule) {
        RuleStatus now = processor.ruleStatus(rule.id()).orElse(null);
        byte[] body = json.bytes(out -> {
            if (now == null) {
                RuleJson.write(out, rule);
            } else {
                SnapshotJson.write(out, now);
            }
        });
        return ApiResponse.put(isNew, body).version(version(rule));
    }

    private ApiResponse remove(String id, Precondition condition) {
        boolean removed;
        try {
            removed = condition.isGiven()
                    ? editor.remove(id, current -> check(condition, id, current))
                    : editor.remove(id);
        } catch (IOException e) {
            throw ApiException.notKept(e);
        }
        if (!removed) {
            throw ApiException.notFound("rule not found: " + ForeignText.quote(id));
        }
        awaitChange();
        return ApiResponse.nothing();
    }

    /** Waits until the processor has applied a change, so that the client sees it in the alerts. */
    private void awaitChange() {
        processor.flush(MAX_WAIT_FOR_CHANGE);
    }

    /** Writes the warnings about the rules in force. */
    private void warnings(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("warnings");
        for (AlertRule rule : processor.alertRules()) {
            for (String warning : processor.rules().warnings(rule)) {
                out.writeString("rule " + ForeignText.quote(rule.id()) + ": " + warning);
            }
        }
        out.writeEndArray();
    }

    private ApiResponse reload() throws IOException {
        if (file == null) {
            throw ApiException.conflict("no rules file: the server was started without one");
        }
        try {
            int count = file.load();
            awaitChange();
            return ApiResponse.json(json.bytes(out -> {
                out.writeStartObject();
                out.writeStringField("status", "success");
                out.writeNumberField("rules", count);
                warnings(out);
                out.writeEndObject();
            }));
        } catch (RuleSetRejectedException e) {
            throw ApiException.badRequest("rules file rejected; the previous rules stay in force")
                    .with(out -> {
                        out.writeArrayFieldStart("errors");
                        for (String reason : e.reasons()) {
                            out.writeStartObject();
                            out.writeStringField("message", FieldError.encodable(reason));
                            out.writeEndObject();
                        }
                        out.writeEndArray();
                    });
        }
    }
}
