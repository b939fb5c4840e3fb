// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.template;

/**
 * The text of a template.
 *
 * @param text the text, at most {@link MessageTemplate#MAX_BYTES} long
 * @param isCut whether the end is missing, because it would be longer or take too long
 */
public record Rendered(String text, boolean isCut) {}
