// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.web.http.ServerAddresses;
import io.arxsvgx.telemetry.web.internal.http.ApiResponse;
import io.arxsvgx.telemetry.web.internal.http.ApiRouter;
import io.arxsvgx.telemetry.web.internal.http.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The HTTP resource that describes the API: its addresses and its calls. Thread-safe. */
public final class OpenApiResource implements Resource {
    private static final String OPENAPI = "/io/arxsvgx/telemetry/web/openapi.json";

    private final ServerAddresses addresses;
    private final JsonCodec json;

    public OpenApiResource(ServerAddresses addresses, JsonCodec json) {
        this.addresses = addresses;
        this.json = json;
    }

    @Override
    public void register(ApiRouter api) {
        api.add("GET", "/", (request, path) -> ApiResponse.json(json.bytes(out -> addresses.write(out, request))));
        api.add("GET", "/openapi.json", (request, path) -> ApiResponse.json(openApi()));
    }

    private static byte[] openApi() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream(OPENAPI)) {
            if (in == null) {
                throw new IllegalStateException("missing resource: " + OPENAPI);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(OPENAPI, e);
        }
    }
}
