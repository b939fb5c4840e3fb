// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
/** Which alerts go where and when: matchers, the tree of routes, inhibition and time intervals. Not exported. */
@NullMarked
package io.arxsvgx.telemetry.notify.internal.route;

import org.jspecify.annotations.NullMarked;
