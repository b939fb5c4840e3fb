// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.http;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.secret.Redactor;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import io.arxsvgx.telemetry.notify.internal.secret.UnreadableSecretException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What authorizes a request: {@code basic_auth}, {@code authorization}, or {@code bearer_token}. Immutable.
 *
 * @param scheme such as {@code Bearer}
 * @param user the user of {@code Basic}; null for other schemes
 */
record Authorization(String scheme, @Nullable String user, Secret credentials) {
    private static final String BASIC = "Basic";
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** Reads what a {@code http_config} has; reports faults; null if there is none. */
    static @Nullable Authorization read(ConfigNode node, Path directory) {
        List<Authorization> all = new ArrayList<>();
        if (node.has("basic_auth")) {
            addBasic(all, node, directory);
        }
        if (node.has("authorization")) {
            addAny(all, node, directory);
        }
        Secret bearer = Secret.read(node, "bearer_token", directory);
        if (bearer != null) {
            all.add(new Authorization("Bearer", null, bearer));
        }
        if (all.size() > 1) {
            node.faults().add(node.path(), "expected only one of basic_auth, authorization and bearer_token");
        }
        return all.isEmpty() ? null : all.get(0);
    }

    private static void addBasic(List<Authorization> all, ConfigNode node, Path directory) {
        ConfigNode basic = node.node("basic_auth");
        if (basic == null) {
            return;
        }
        String user = basic.text("username", "");
        Secret password = Secret.read(basic, "password", directory);
        basic.end();
        if (user.indexOf(':') >= 0) {
            basic.fault("username", "expected a name without \":\"");
        }
        all.add(new Authorization(BASIC, user, password == null ? Secret.of("") : password));
    }

    private static void addAny(List<Authorization> all, ConfigNode node, Path directory) {
        ConfigNode given = node.node("authorization");
        if (given == null) {
            return;
        }
        String scheme = given.text("type", "Bearer").strip();
        Secret credentials = Secret.read(given, "credentials", directory);
        given.end();
        if (scheme.equalsIgnoreCase(BASIC)) {
            given.fault("type", "\"Basic\" is not allowed here; use basic_auth");
        } else if (!scheme.matches(TOKEN)) {
            given.fault("type", "expected a scheme such as Bearer");
        }
        if (credentials == null || credentials.isEmptyText()) {
            given.fault("credentials", "missing");
            return;
        }
        all.add(new Authorization(scheme, null, credentials));
    }

    /** Returns the value of the header, and adds its secrets. */
    String header(Redactor redactor) throws UnreadableSecretException {
        String secret = credentials.value();
        redactor.add(secret);
        String header = user == null ? scheme + " " + secret : basic(user + ":" + secret);
        redactor.add(header.substring(header.indexOf(' ') + 1));
        return header;
    }

    /** Returns the header for a user and a password, separated by a colon. */
    static String basic(String pair) {
        return BASIC + " " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
