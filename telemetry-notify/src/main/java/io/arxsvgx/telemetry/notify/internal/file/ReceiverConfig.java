// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.file;

import io.arxsvgx.telemetry.notify.internal.receiver.Integration;
import java.util.List;

/**
 * A receiver. Immutable.
 *
 * @param integrations the ways in which it is notified, in the order of their kinds and of the file; there may be none
 */
public record ReceiverConfig(String name, List<Integration> integrations) {}
