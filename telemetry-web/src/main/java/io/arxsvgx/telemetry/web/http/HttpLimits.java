// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import java.time.Duration;

/**
 * The limits of HTTP requests. Immutable.
 *
 * @param maxBodyBytes the maximum size of a body after decompression; NDJSON is read in blocks and not limited by it
 * @param maxRequests the maximum number of concurrent requests
 * @param idleTimeout the maximum time that a connection may be idle
 * @param requestTimeout the maximum time for a request to arrive; for NDJSON, for each MiB of it
 */
public record HttpLimits(int maxBodyBytes, int maxRequests, Duration idleTimeout, Duration requestTimeout) {}
