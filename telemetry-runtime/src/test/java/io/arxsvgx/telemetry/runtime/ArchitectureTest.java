// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.arxsvgx.testsupport.ArchitectureRules;
import java.time.Instant;

@AnalyzeClasses(packages = "io.arxsvgx.telemetry.runtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** It assembles what the exported packages have: what it can do, a host can do by hand. */
    @ArchTest
    static final ArchRule NOTHING_INTERNAL_OF_OTHERS_IS_USED = ArchitectureRules.nothingUses(
            "io.arxsvgx.telemetry..internal..", "io.arxsvgx.telemetry.web..", "org.eclipse.jetty..", "org.sqlite..");

    /** The clock is the configuration's time source. */
    @ArchTest
    static final ArchRule SYSTEM_CLOCK_IS_NOT_READ = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");
}
