// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** What {@link RulePacks} rejects; the examples test the packs themselves. */
class RulePacksTest {
    @Test
    void load_unknownName_namesTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RulePacks.load("jmv"))
                .withMessageContaining("unknown rule pack \"jmv\"; did you mean \"jvm\"?");
    }

    @Test
    void load_withoutTheModuleOfThePacks_saysWhatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RulePacks.load("jvm"))
                .withMessageContaining("telemetry-rules is not on the class path");
    }
}
