// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Events, rules, alerts, patterns, snapshots and configuration as JSON: the documents of the HTTP API and of files.
 *
 * <p>A {@link io.arxsvgx.telemetry.json.JsonCodec} reads within limits and writes; a class for each kind of document, such
 * as {@link io.arxsvgx.telemetry.json.RuleJson}, has its keys. Rules are read strictly: an unknown key is rejected with the
 * nearest known name.
 *
 * <pre>{@code
 * JsonCodec codec = new JsonCodec(JsonLimits.defaults());
 * String text = codec.text(out -> RuleJson.write(out, rule));
 * AlertRule read = RuleJson.read(codec.read(text));
 * System.out.println(read.equals(rule));
 * }</pre>
 */
@NullMarked
package io.arxsvgx.telemetry.json;

import org.jspecify.annotations.NullMarked;
