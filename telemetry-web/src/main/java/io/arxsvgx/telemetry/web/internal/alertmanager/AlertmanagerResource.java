// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import io.arxsvgx.telemetry.web.http.ServerAddresses;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The HTTP resource of Alertmanager's API v2, in the version of Alertmanager 0.25. As there, the body of an error is a
 * text in JSON. Thread-safe.
 */
public final class AlertmanagerResource implements Resource {
    private static final String ROOT = "/api/v2";
    /** The release whose API this is; amtool compares it with its own. */
    private static final String API_VERSION = "0.25.0";

    private final TelemetryProcessor processor;
    private final JsonCodec json;
    private final AlertmanagerAlerts alerts;
    private final AlertmanagerSilences silences;
    private final Instant startedAt;

    public AlertmanagerResource(TelemetryProcessor processor, ServerAddresses addresses, JsonCodec json) {
        this.processor = processor;
        this.json = json;
        alerts = new AlertmanagerAlerts(processor, addresses, json);
        silences = new AlertmanagerSilences(processor, json);
        startedAt = Instant.ofEpochSecond(0, processor.config().timeSource().epochNanos())
                .truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void register(ApiRouter api) {
        add(api, "GET", "/status", (request, path) -> status());
        add(api, "GET", "/receivers", (request, path) -> receivers());
        add(api, "GET", "/alerts", (request, path) -> alerts.list(request), AlertSelection.PARAMETERS);
        add(api, "GET", "/alerts/groups", (request, path) -> alerts.groups(request), AlertSelection.GROUP_PARAMETERS);
        add(
                api,
                "GET",
                "/silences",
                (request, path) -> silences.list(new QueryParameters(request)),
                AlertSelection.FILTER);
        add(api, "POST", "/silences", (request, path) -> silences.set(api.document(request)));
        add(api, "GET", "/silence/*", (request, path) -> silences.one(ApiRouter.decoded(path[4])));
        add(api, "DELETE", "/silence/*", (request, path) -> silences.expire(ApiRouter.decoded(path[4])));
    }

    private void add(ApiRouter api, String method, String path, ApiRouter.Call call, String... parameters) {
        ApiRouter.Call answering = (request, segments) -> {
            try {
                return call.answer(request, segments);
            } catch (ApiException e) {
                return ApiResponse.text(e, json);
            } catch (IllegalArgumentException e) {
                return ApiResponse.text(ApiException.badRequest(String.valueOf(e.getMessage())), json);
            } catch (AlertStoreException e) {
                return ApiResponse.text(ApiException.unavailable(String.valueOf(e.getMessage())), json);
            }
        };
        api.add(method, ROOT + path, answering, parameters);
    }

    private ApiResponse status() {
        String configuration =
                processor.notifier().map(AlertNotifier::configuration).orElse("");
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartObject();
            out.writeObjectFieldStart("cluster");
            out.writeStringField("name", "");
            out.writeArrayFieldStart("peers");
            out.writeEndArray();
            out.writeStringField("status", "disabled");
            out.writeEndObject();
            out.writeObjectFieldStart("config");
            out.writeStringField("original", configuration);
            out.writeEndObject();
            out.writeStringField("uptime", startedAt.toString());
            out.writeObjectFieldStart("versionInfo");
            for (String unknown : List.of("branch", "buildDate", "buildUser", "goVersion")) {
                out.writeStringField(unknown, "");
            }
            out.writeStringField("revision", "arx-telemetry");
            out.writeStringField("version", API_VERSION);
            out.writeEndObject();
            out.writeEndObject();
        }));
    }

    private ApiResponse receivers() {
        List<String> names = processor
                .notifier()
                .map(notifier -> notifier.receivers().stream()
                        .map(ReceiverStatus::receiver)
                        .distinct()
                        .toList())
                .orElse(List.of());
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (String name : names) {
                AlertmanagerJson.receiver(out, name);
            }
            out.writeEndArray();
        }));
    }
}
