// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.server.internal.http.ApiRouter;
import io.arxsvgx.telemetry.server.internal.http.ServerAddresses;

/** The parts of a server that no port is opened for. */
public final class TestComponents {
    private TestComponents() {}

    /** The calls of a server with default settings. */
    public static ApiRouter router(TelemetryProcessor processor) {
        return new ServerComponents(
                        processor, ServerSettings.defaults(), new ServerAddresses(() -> -1, () -> -1, () -> -1))
                .router;
    }
}
