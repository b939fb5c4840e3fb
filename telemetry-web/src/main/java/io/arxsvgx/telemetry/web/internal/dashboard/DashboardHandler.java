// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.dashboard;

import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.web.http.HttpRequest;
import io.arxsvgx.telemetry.web.internal.dashboard.PageFiles.PageFile;
import io.arxsvgx.telemetry.web.internal.http.ApiException;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.SecurityHeaders;
import java.util.List;
import java.util.regex.Pattern;

/** The handler of requests for the files of the page. Thread-safe. */
public final class DashboardHandler {
    private static final Pattern TAG = Pattern.compile("\"[^\"]*\"");

    private final ApiRouter api;
    private final PageFiles files = new PageFiles();

    /** Creates a handler that reports errors in the format of the router. */
    public DashboardHandler(ApiRouter api) {
        this.api = api;
    }

    /** Returns the file at a path. */
    public ApiResponse answer(HttpRequest request) {
        ApiResponse response = file(request);
        SecurityHeaders.PAGE.forEach(response.headers::putIfAbsent);
        return response;
    }

    private ApiResponse file(HttpRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return api.error(ApiException.methodNotAllowed(request.method(), "GET"));
        }
        PageFile file = files.find(request.path());
        if (file == null) {
            return api.error(ApiException.notFound("not found: " + ForeignText.shorten(request.path())));
        }
        ApiResponse response = isKnown(request.headers("If-None-Match"), file.tag)
                ? ApiResponse.notModified()
                : ApiResponse.of(file.type, file.body);
        response.compressed = file.compressed;
        response.headers.put("ETag", file.tag);
        return response;
    }

    /** Returns whether the client already has the file, by the weak comparison of entity tags (RFC 9110). */
    private static boolean isKnown(List<String> headers, String own) {
        String opaque = own.substring(own.indexOf('"'));
        return headers.stream()
                .anyMatch(header -> header.strip().equals("*")
                        || TAG.matcher(header)
                                .results()
                                .anyMatch(tag -> tag.group().equals(opaque)));
    }
}
