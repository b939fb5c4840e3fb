// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.config.GlobalConfig;
import org.jspecify.annotations.Nullable;

/** A reader of the integrations of receivers. */
@FunctionalInterface
public interface IntegrationParser {
    /**
     * Reads an integration, with {@link ConfigNode#end}, and adds its faults to the node's.
     *
     * @param receiver the receiver's name
     * @param kind the key of the list without {@code _configs}, such as {@code webhook}
     * @param index the place in the list, from 0
     * @return the integration; null if it has a fault
     */
    @Nullable
    Integration parse(String receiver, String kind, int index, ConfigNode node, GlobalConfig global);

    /**
     * Checks what is only understood by the integrations, such as {@link GlobalConfig#httpConfig}, even if no receiver uses
     * it. Called once, before all integrations.
     */
    default void check(GlobalConfig global) {}
}
