// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** The commands for rules: add, create, list, enable, disable, remove, validate. */
@NullMarked
package io.arxsvgx.telemetry.cli.rule;

import org.jspecify.annotations.NullMarked;
