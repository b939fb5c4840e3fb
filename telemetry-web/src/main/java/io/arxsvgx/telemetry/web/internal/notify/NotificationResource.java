// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notification.Notification;
import io.arxsvgx.telemetry.notification.NotificationGroup;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import io.arxsvgx.telemetry.notification.TestResult;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.validation.FieldError;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP resource of notifications: lists messages, receivers and groups, retries messages, tests receivers, and
 * reloads the configuration. Without a notifier the lists are empty. Thread-safe.
 */
public final class NotificationResource implements Resource {
    private static final String YAML = "text/yaml; charset=utf-8";
    private static final String UNCONFIGURED =
            "notifications are not configured; start the server with --notifications FILE";
    private static final List<String> STATES = Arrays.stream(NotificationState.values())
            .map(NotificationState::label)
            .toList();

    private final @Nullable AlertNotifier notifier;
    private final JsonCodec json;

    public NotificationResource(TelemetryProcessor processor, JsonCodec json) {
        notifier = processor.notifier().orElse(null);
        this.json = json;
    }

    @Override
    public void register(ApiRouter api) {
        api.add(
                "GET",
                "/notifications",
                (request, path) -> list(new QueryParameters(request)),
                "state",
                "receiver",
                "alert",
                "limit");
        api.add("GET", "/notifications/groups", (request, path) -> groups());
        api.add("GET", "/notifications/config", (request, path) -> configuration());
        api.add("POST", "/notifications/*/retry", (request, path) -> retry(ApiRouter.decoded(path[2])));
        api.add("GET", "/receivers", (request, path) -> receivers());
        api.add("POST", "/receivers/*/test", (request, path) -> test(ApiRouter.decoded(path[2])));
        api.add("POST", "/-/reload", (request, path) -> reload());
    }

    private ApiResponse list(QueryParameters query) {
        String state = query.choice("state", STATES);
        NotificationQuery read = new NotificationQuery(
                state == null ? null : NotificationState.of(state),
                query.text("receiver"),
                query.text("alert"),
                query.limit());
        List<Notification> found = notifier == null ? List.of() : notifier.find(read);
        return ApiResponse.json(json.bytes(out -> NotificationJson.write(out, found)));
    }

    private ApiResponse groups() {
        List<NotificationGroup> groups = notifier == null ? List.of() : notifier.groups();
        return ApiResponse.json(json.bytes(NotificationJson.array(groups, NotificationJson::write)));
    }

    private ApiResponse receivers() {
        List<ReceiverStatus> receivers = notifier == null ? List.of() : notifier.receivers();
        return ApiResponse.json(json.bytes(NotificationJson.array(receivers, NotificationJson::write)));
    }

    private ApiResponse configuration() {
        String yaml = notifier == null ? "# notifications are not configured\n" : notifier.configuration();
        return ApiResponse.of(YAML, yaml.getBytes(UTF_8));
    }

    private ApiResponse retry(String id) {
        if (!required().retry(id)) {
            throw ApiException.notFound("no pending or dead notification " + ForeignText.quote(id));
        }
        return ApiResponse.nothing();
    }

    private ApiResponse test(String receiver) {
        AlertNotifier present = required();
        List<TestResult> results;
        try {
            results = present.test(receiver);
        } catch (IllegalArgumentException e) {
            throw ApiException.notFound(String.valueOf(e.getMessage()));
        }
        return ApiResponse.json(json.bytes(NotificationJson.array(results, NotificationJson::write)));
    }

    private ApiResponse reload() {
        AlertNotifier present = required();
        try {
            present.reload();
            return ApiResponse.nothing();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw ApiException.badRequest("notifications rejected; the previous configuration stays in force")
                    .with(out -> FieldError.writeAll(out, List.of(new FieldError("", String.valueOf(e.getMessage())))));
        }
    }

    private AlertNotifier required() {
        if (notifier == null) {
            throw ApiException.notFound(UNCONFIGURED);
        }
        return notifier;
    }
}
