// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.arxsvgx.testsupport.ArchitectureRules;
import java.time.Instant;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.arxsvgx.telemetry.web";

    /** A package uses only packages before it. */
    @ArchTest
    static final ArchRule PACKAGES_ARE_LAYERS = ArchitectureRules.layers(
            ROOT + ".file",
            ROOT + ".http",
            ROOT + ".internal.metrics",
            ROOT + ".internal.validation",
            ROOT + ".internal.http",
            ROOT + ".internal.query",
            ROOT + ".internal.rules",
            ROOT + ".internal.board",
            ROOT + ".internal.dashboard",
            ROOT + ".internal.notify",
            ROOT + ".internal.alertmanager",
            ROOT + ".internal.api",
            ROOT);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = ArchitectureRules.noCyclesBelow(ROOT);

    @ArchTest
    static final ArchRule NOTHING_INTERNAL_OF_OTHERS_IS_USED =
            ArchitectureRules.nothingUses("io.arxsvgx.telemetry.internal..");

    @ArchTest
    static final ArchRule NO_WEB_SERVER_IS_KNOWN = ArchitectureRules.nothingUses(
            "org.eclipse.jetty..",
            "jakarta..",
            "javax.servlet..",
            "com.sun.net.httpserver..",
            "io.arxsvgx.telemetry.server..");

    /** The clock is the processor's time source; timeouts of the network belong to the web server. */
    @ArchTest
    static final ArchRule SYSTEM_CLOCK_IS_NOT_READ = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");
}
