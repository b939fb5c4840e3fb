// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.arxsvgx.telemetry.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("io.arxsvgx.telemetry.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyPublishedApiIsUsed =
            noClasses().should().dependOnClassesThat(resideInAnyPackage("io.arxsvgx.telemetry.internal.."));

    @ArchTest
    static final ArchRule examplesAreFoundByTheServiceLoader =
            noClasses().should().dependOnClassesThat(resideInAnyPackage("io.arxsvgx.telemetry.examples.."));

    @ArchTest
    static final ArchRule commandsKnowNothingOfTheServersInside = noClasses()
            .that()
            .resideInAnyPackage(
                    "..cli.client..",
                    "..cli.command..",
                    "..cli.notification..",
                    "..cli.rule..",
                    "..cli.events..",
                    "..cli.monitor..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.arxsvgx.telemetry.runtime..",
                    "io.arxsvgx.telemetry.server..",
                    "io.arxsvgx.telemetry.store..",
                    "org.eclipse.jetty.."));
}
