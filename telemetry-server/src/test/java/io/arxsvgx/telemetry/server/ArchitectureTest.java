// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.arxsvgx.testsupport.ArchitectureRules;
import java.time.Instant;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.arxsvgx.telemetry.server";

    /** A package uses only packages before it. */
    @ArchTest
    static final ArchRule PACKAGES_ARE_LAYERS =
            ArchitectureRules.layers(ROOT + ".internal.http", ROOT + ".internal.websocket", ROOT);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = ArchitectureRules.noCyclesBelow(ROOT);

    @ArchTest
    static final ArchRule NOTHING_INTERNAL_OF_OTHERS_IS_USED =
            ArchitectureRules.nothingUses("io.arxsvgx.telemetry.internal..", "io.arxsvgx.telemetry.web.internal..");

    /** The clock is the processor's time source; a sender of webhooks has no processor. */
    @ArchTest
    static final ArchRule SYSTEM_CLOCK_IS_NOT_READ = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".WebhookSender$Timing")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");
}
