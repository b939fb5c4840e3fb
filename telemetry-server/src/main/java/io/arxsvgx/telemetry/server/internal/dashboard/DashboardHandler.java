// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.dashboard;

import io.arxsvgx.telemetry.server.internal.dashboard.PageFiles.PageFile;
import io.arxsvgx.telemetry.server.internal.http.ApiException;
import io.arxsvgx.telemetry.server.internal.http.ApiHandler;
import io.arxsvgx.telemetry.server.internal.http.ApiResponse;
import io.arxsvgx.telemetry.server.internal.http.ApiRouter;
import io.arxsvgx.telemetry.server.internal.http.ConnectorNames;
import io.arxsvgx.telemetry.server.internal.http.SecurityHeaders;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves the page's files on its own port. Thread-safe. */
public final class DashboardHandler extends Handler.Abstract {
    private static final Pattern TAG = Pattern.compile("\"[^\"]*\"");

    private final ApiRouter api;
    private final PageFiles files = new PageFiles();

    public DashboardHandler(ApiRouter api) {
        this.api = api;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        SecurityHeaders.PAGE.forEach(response.getHeaders()::put);
        ApiHandler.send(request, response, callback, answer(request));
        return true;
    }

    private ApiResponse answer(Request request) {
        String door = request.getConnectionMetaData().getConnector().getName();
        String path = request.getHttpURI().getPath();
        if (!door.equals(ConnectorNames.DASHBOARD)) {
            return api.fault(new ApiException(426, "this port speaks WebSocket").header("Upgrade", "websocket"));
        }
        if (!ApiHandler.isReading(request)) {
            return api.fault(new ApiException(405, ForeignText.shorten(request.getMethod()) + " is not taken here")
                    .header("Allow", "GET"));
        }
        PageFile file = files.find(path);
        if (file == null) {
            return api.fault(ApiException.notFound("there is nothing at " + ForeignText.shorten(path)));
        }
        boolean isKnown = isKnown(request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH), file.tag);
        ApiResponse answer =
                isKnown ? new ApiResponse(304, "", new byte[0]) : new ApiResponse(200, file.type, file.body);
        answer.compressed = file.compressed;
        answer.headers.put(HttpHeader.ETAG.asString(), file.tag);
        return answer;
    }

    /** Whether a client that names tags has the file already, by the weak comparison of RFC 9110. */
    private static boolean isKnown(List<String> headers, String own) {
        String opaque = own.substring(own.indexOf('"'));
        return headers.stream()
                .anyMatch(header -> header.strip().equals("*")
                        || TAG.matcher(header)
                                .results()
                                .anyMatch(tag -> tag.group().equals(opaque)));
    }
}
