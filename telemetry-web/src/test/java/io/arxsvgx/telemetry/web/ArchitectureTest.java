// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;

@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.arxsvgx.telemetry.web";

    /** A package uses only packages before it. */
    @ArchTest
    static final ArchRule PACKAGES_ARE_LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("file")
            .definedBy(ROOT + ".file")
            .layer("exchange")
            .definedBy(ROOT + ".http")
            .layer("metrics")
            .definedBy(ROOT + ".internal.metrics")
            .layer("validation")
            .definedBy(ROOT + ".internal.validation")
            .layer("http")
            .definedBy(ROOT + ".internal.http")
            .layer("query")
            .definedBy(ROOT + ".internal.query")
            .layer("rules")
            .definedBy(ROOT + ".internal.rules")
            .layer("board")
            .definedBy(ROOT + ".internal.board")
            .layer("dashboard")
            .definedBy(ROOT + ".internal.dashboard")
            .layer("api")
            .definedBy(ROOT + ".internal.api")
            .layer("root")
            .definedBy(ROOT)
            .whereLayer("file")
            .mayOnlyBeAccessedByLayers(
                    "exchange", "metrics", "validation", "http", "query", "rules", "board", "dashboard", "api", "root")
            .whereLayer("exchange")
            .mayOnlyBeAccessedByLayers(
                    "metrics", "validation", "http", "query", "rules", "board", "dashboard", "api", "root")
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("validation", "http", "query", "rules", "board", "dashboard", "api", "root")
            .whereLayer("validation")
            .mayOnlyBeAccessedByLayers("http", "query", "rules", "board", "dashboard", "api", "root")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("query", "rules", "board", "dashboard", "api", "root")
            .whereLayer("query")
            .mayOnlyBeAccessedByLayers("rules", "board", "dashboard", "api", "root")
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("board", "dashboard", "api", "root")
            .whereLayer("board")
            .mayOnlyBeAccessedByLayers("dashboard", "api", "root")
            .whereLayer("dashboard")
            .mayOnlyBeAccessedByLayers("api", "root")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_INTERNAL_OF_OTHERS_IS_USED =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.arxsvgx.telemetry.internal..");

    @ArchTest
    static final ArchRule NO_WEB_SERVER_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
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
