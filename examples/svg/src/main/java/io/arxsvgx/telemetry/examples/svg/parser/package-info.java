// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** An SVG parser on StAX with limits, and the decorator that measures any SVG parser. */
@NullMarked
package io.arxsvgx.telemetry.examples.svg.parser;

import org.jspecify.annotations.NullMarked;
