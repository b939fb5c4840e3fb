// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP API and the dashboard page of a processor, independent of any web server.
 *
 * <p>A server hands each request over as an {@link io.arxsvgx.telemetry.web.http.HttpRequest} and sends the {@link
 * io.arxsvgx.telemetry.web.http.HttpResponse} that it gets back. {@code telemetry-server} does that for Jetty.
 */
@NullMarked
package io.arxsvgx.telemetry.web;

import org.jspecify.annotations.NullMarked;
