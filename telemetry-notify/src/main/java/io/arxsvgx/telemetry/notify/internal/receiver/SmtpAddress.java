// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.receiver;

/**
 * The address of a mail server. Immutable.
 *
 * @param host a name or an address, without brackets
 * @param isTlsFromStart whether TLS begins with the connection, instead of by STARTTLS
 */
public record SmtpAddress(String host, int port, boolean isTlsFromStart) {
    private static final int MAX_PORT = 65_535;
    private static final int TLS_PORT = 465;

    /** Parses {@code host:port}. */
    static SmtpAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        boolean isHost = isBracketed || host.matches("[A-Za-z0-9._-]+");
        if (!isHost
                || !port.matches("[0-9]{1,5}")
                || Integer.parseInt(port) > MAX_PORT
                || Integer.parseInt(port) == 0) {
            throw new IllegalArgumentException("expected host:port, such as smtp.example.org:587");
        }
        int number = Integer.parseInt(port);
        return new SmtpAddress(isBracketed ? host.substring(1, host.length() - 1) : host, number, number == TLS_PORT);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
