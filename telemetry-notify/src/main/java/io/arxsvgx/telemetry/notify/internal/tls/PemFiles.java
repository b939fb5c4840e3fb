// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of certificates and private keys in PEM files. */
final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END [A-Z ]*PRIVATE KEY-----");

    private PemFiles() {}

    /** Returns a key store that trusts the certificates of a file. */
    static KeyStore trust(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates(file)) {
            number++;
            store.setCertificateEntry("ca" + number, certificate);
        }
        return store;
    }

    /** Returns a key store with a key and its certificates, without a password. */
    static KeyStore key(Path chain, Path key) throws IOException, GeneralSecurityException {
        Certificate[] certificates = certificates(chain).toArray(Certificate[]::new);
        KeyStore store = empty();
        store.setKeyEntry("client", privateKey(key, certificates[0]), new char[0], certificates);
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
        if (certificates.isEmpty()) {
            throw new IOException("no certificate found in " + file);
        }
        return certificates;
    }

    private static PrivateKey privateKey(Path file, Certificate certificate)
            throws IOException, GeneralSecurityException {
        Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new IOException("no private key found in " + file);
        }
        if (!found.group(1).isEmpty()) {
            throw new IOException("expected a key of the form \"PRIVATE KEY\" in " + file + ", got \"" + found.group(1)
                    + "PRIVATE KEY\"; convert it with \"openssl pkcs8 -topk8 -nocrypt\"");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(found.group(2));
            return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // the exception may contain a part of the key
            throw new IOException("the private key in " + file + " does not fit the certificate");
        }
    }
}
