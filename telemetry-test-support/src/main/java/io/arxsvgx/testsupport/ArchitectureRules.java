// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/** Rules on packages that more than one module keeps. */
public final class ArchitectureRules {
    private ArchitectureRules() {}

    /**
     * Returns the rule that each package uses only those before it.
     *
     * @param packages full names, the lowest layer first; a package that is not among them is not looked at
     */
    public static ArchRule layers(String... packages) {
        List<String> layers = List.of(packages);
        LayeredArchitecture architecture = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String layer : layers) {
            architecture = architecture.layer(layer).definedBy(layer);
        }
        for (int i = 0; i < layers.size() - 1; i++) {
            String[] above = layers.subList(i + 1, layers.size()).toArray(String[]::new);
            architecture = architecture.whereLayer(layers.get(i)).mayOnlyBeAccessedByLayers(above);
        }
        return architecture.whereLayer(layers.get(layers.size() - 1)).mayNotBeAccessedByAnyLayer();
    }

    /** Returns the rule that the packages below a root do not use each other in a circle. */
    public static ArchRule noCyclesBelow(String root) {
        return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** Returns the rule that nothing uses these packages, in the notation of ArchUnit. */
    public static ArchRule nothingUses(String... packages) {
        return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
    }
}
