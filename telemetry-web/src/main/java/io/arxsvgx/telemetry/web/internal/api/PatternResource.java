// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.PatternJson;
import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.QueryParameters;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import io.arxsvgx.telemetry.web.internal.query.PatternFinder;
import java.util.List;

/** The HTTP resource of failure patterns. Thread-safe. */
public final class PatternResource implements Resource {
    private final JsonCodec json;
    private final PatternFinder patterns;

    public PatternResource(JsonCodec json, PatternFinder patterns) {
        this.json = json;
        this.patterns = patterns;
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/patterns", (request, path) -> list(new QueryParameters(request)), "limit", "before");
    }

    private ApiResponse list(QueryParameters query) {
        List<FailurePattern> found = patterns.find(query.text("before"), query.limit());
        return ApiResponse.json(json.bytes(out -> {
            out.writeStartArray();
            for (FailurePattern pattern : found) {
                PatternJson.write(out, pattern);
            }
            out.writeEndArray();
        }));
    }
}
