// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

import io.arxsvgx.telemetry.notify.internal.config.ConfigNode;
import io.arxsvgx.telemetry.notify.internal.secret.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How mail is sent: the keys {@code smtp_*} of the global settings, or those of a receiver. Immutable.
 *
 * @param smarthost the server; null if not set
 * @param from the sender, a template; null if not set
 * @param hello the name of this machine in EHLO; null for its own
 * @param user the user; null for no authentication
 * @param password the password; null for none
 * @param identity the identity of PLAIN; null for the user
 * @param requiresTls whether mail is only sent over TLS
 */
public record SmtpDefaults(
        @Nullable SmtpAddress smarthost,
        @Nullable String from,
        @Nullable String hello,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable String identity,
        boolean requiresTls) {
    /** Settings of their own for nothing. */
    public static final SmtpDefaults NONE = new SmtpDefaults(null, null, null, null, null, null, true);

    /**
     * Reads settings.
     *
     * @param prefix of the keys, such as {@code smtp_}
     * @param others what applies to keys that are not there
     */
    public static SmtpDefaults read(ConfigNode node, String prefix, SmtpDefaults others, Path directory) {
        if (node.has(prefix + "auth_secret")) {
            node.fault(prefix + "auth_secret", "CRAM-MD5 is not supported; use auth_password");
        }
        SmtpAddress smarthost = node.parsed(prefix + "smarthost", SmtpAddress::parse);
        Secret password = Secret.read(node, prefix + "auth_password", directory);
        return new SmtpDefaults(
                smarthost == null ? others.smarthost : smarthost,
                or(node.text(prefix + "from"), others.from),
                or(node.parsed(prefix + "hello", SmtpDefaults::hello), others.hello),
                or(node.text(prefix + "auth_username"), others.user),
                password == null ? others.password : password,
                or(node.text(prefix + "auth_identity"), others.identity),
                node.flag(prefix + "require_tls", others.requiresTls));
    }

    private static @Nullable String or(@Nullable String own, @Nullable String other) {
        return own == null ? other : own;
    }

    private static String hello(String name) {
        if (!name.matches("[A-Za-z0-9.:_\\[\\]-]+")) {
            throw new IllegalArgumentException("expected a host name");
        }
        return name;
    }
}
