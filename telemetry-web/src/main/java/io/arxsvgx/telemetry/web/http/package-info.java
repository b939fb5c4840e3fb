// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The requests and responses between the web application and the server in which it runs.
 *
 * <p>A server implements {@link io.arxsvgx.telemetry.web.http.HttpRequest} for what it receives, and sends each {@link
 * io.arxsvgx.telemetry.web.http.HttpResponse}.
 *
 * <pre>{@code
 * HttpResponse response = new HttpResponse(204, Map.of("Cache-Control", "no-store"), new byte[0]);
 * System.out.println(response.status() + " " + response.headers());
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.web.http;

import org.jspecify.annotations.NullMarked;
