// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.web.http.AccessSettings;
import io.arxsvgx.telemetry.web.http.HttpLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a web application. Immutable.
 *
 * @param access the access settings
 * @param limits the limits of requests
 * @param json the limits of JSON documents
 * @param rulesFile the rules file; null for none
 * @param savedRules the file for rules that are set over HTTP; null for none, then they are lost when the process ends
 * @param boards the file for boards; null for none, then they are lost when the process ends
 */
public record WebSettings(
        AccessSettings access,
        HttpLimits limits,
        JsonLimits json,
        @Nullable Path rulesFile,
        @Nullable Path savedRules,
        @Nullable Path boards) {}
