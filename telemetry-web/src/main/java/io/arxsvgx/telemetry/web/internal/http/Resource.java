// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

/** A part of the HTTP API that registers its calls with a router. */
public interface Resource {
    /** Registers the calls of this resource. */
    void register(ApiRouter router);
}
