// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** A lookup of service providers on the module path and the class path. */
final class ServiceDiscovery {
    private ServiceDiscovery() {}

    /** Returns each provider once, whether the thread's class loader or the library's own has found it. */
    static <S> List<S> merge(ServiceLoader<S> byThread, ServiceLoader<S> byLibrary) {
        List<S> found = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        for (ServiceLoader<S> loader : List.of(byThread, byLibrary)) {
            for (S service : loader) {
                if (seen.add(service.getClass())) {
                    found.add(service);
                }
            }
        }
        return found;
    }

    /** Returns all providers of a service. */
    static <S> List<S> found(Class<S> service) {
        return merge(
                ServiceLoader.load(service), ServiceLoader.load(service, TelemetryProcessor.class.getClassLoader()));
    }

    /** Returns the conditions by kind; conditions of the builder replace those found by the service loader. */
    static Map<String, ConditionProvider> conditions(List<ConditionProvider> given) {
        Map<String, ConditionProvider> byKind = new LinkedHashMap<>();
        given.forEach(provider -> byKind.put(provider.kind(), provider));
        Map<String, ConditionProvider> found = new LinkedHashMap<>();
        for (ConditionProvider provider : merge(
                ServiceLoader.load(ConditionProvider.class),
                ServiceLoader.load(ConditionProvider.class, ServiceDiscovery.class.getClassLoader()))) {
            ConditionProvider other = found.putIfAbsent(provider.kind(), provider);
            if (other != null
                    && !other.getClass().getName().equals(provider.getClass().getName())) {
                throw new IllegalStateException("duplicate condition \"" + provider.kind() + "\": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
        found.forEach(byKind::putIfAbsent);
        return byKind;
    }
}
