// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.web.http.AccessSettings;
import io.arxsvgx.telemetry.web.http.HttpLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a web application is set up with. Immutable.
 *
 * @param access who may call
 * @param limits the limits of requests
 * @param json the limits of JSON documents
 * @param rulesFile a file of rules; null for none
 * @param savedRules the file in which rules set over HTTP are kept; null for none, so that they end with the process
 * @param boards the file in which boards are kept; null for none, so that they end with the process
 */
public record WebSettings(
        AccessSettings access,
        HttpLimits limits,
        JsonLimits json,
        @Nullable Path rulesFile,
        @Nullable Path savedRules,
        @Nullable Path boards) {}
