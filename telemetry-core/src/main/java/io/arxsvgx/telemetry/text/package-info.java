// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Text utilities that several modules share: identifiers, glob patterns, suggestions, escaping, timestamps. Not meant for users. */
@NullMarked
package io.arxsvgx.telemetry.text;

import org.jspecify.annotations.NullMarked;
