// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP API and the dashboard page of a processor, independent of any web server.
 *
 * <p>A server passes each request as an {@link io.arxsvgx.telemetry.web.http.HttpRequest} and sends the {@link
 * io.arxsvgx.telemetry.web.http.HttpResponse} that is returned. {@code telemetry-server} does that for Jetty; programs use
 * that module.
 *
 * <pre>{@code
 * WebSettings settings = new WebSettings(
 *         new AccessSettings("127.0.0.1", null, Set.of(), Set.of()),
 *         new HttpLimits(16 << 20, 100, Duration.ofSeconds(30), Duration.ofSeconds(30)),
 *         JsonLimits.defaults(),
 *         null,
 *         null,
 *         null);
 * WebApplication application =
 *         new WebApplication(processor, settings, new ServerAddresses(() -> 8080, () -> 8765, () -> 8081));
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.web;

import org.jspecify.annotations.NullMarked;
