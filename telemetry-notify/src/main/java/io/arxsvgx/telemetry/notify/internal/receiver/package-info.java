// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** What a receiver is made of: integrations, their options, and the results of attempts. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.receiver;

import org.jspecify.annotations.NullMarked;
