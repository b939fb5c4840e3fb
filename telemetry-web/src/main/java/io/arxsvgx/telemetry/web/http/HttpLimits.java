// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.http;

import java.time.Duration;

/**
 * The limits of HTTP requests. Immutable.
 *
 * @param maxBodyBytes the largest body after decompression; NDJSON is read in blocks and not limited by it
 * @param maxRequests how many requests may be under way at a time
 * @param idleTimeout how long a connection may be idle
 * @param requestTimeout how long a request may take to arrive; for NDJSON, each MiB of it
 */
public record HttpLimits(int maxBodyBytes, int maxRequests, Duration idleTimeout, Duration requestTimeout) {}
