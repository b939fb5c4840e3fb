// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A key and a self-signed certificate for {@code 127.0.0.1}, made by the JDK's keytool. */
public final class TestCertificate {
    /** The password of the key store and of the key. */
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";

    private final Path keyStoreFile;
    private final KeyStore keyStore;

    private TestCertificate(Path keyStoreFile) throws IOException, GeneralSecurityException {
        this.keyStoreFile = keyStoreFile;
        this.keyStore = KeyStore.getInstance(keyStoreFile.toFile(), PASSWORD.toCharArray());
    }

    /**
     * Makes a certificate, and its key store in a folder.
     *
     * @param algorithm of the key, such as {@code EC}
     */
    public static TestCertificate create(Path folder, String algorithm) throws IOException, GeneralSecurityException {
        Path file = Files.createTempDirectory(folder, "key-store").resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        algorithm,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().transferTo(OutputStream.nullOutputStream());
        awaitSuccess(keytool);
        return new TestCertificate(file);
    }

    private static void awaitSuccess(Process keytool) {
        try {
            if (keytool.waitFor() != 0) {
                throw new AssertionError("keytool failed with exit code " + keytool.exitValue());
            }
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Returns the PKCS#12 file. */
    public Path keyStoreFile() {
        return keyStoreFile;
    }

    /** Returns the key store, which trusts the certificate too. */
    public KeyStore keyStore() {
        return keyStore;
    }

    /** Returns the serial number of the certificate. */
    public BigInteger serialNumber() throws GeneralSecurityException {
        return ((X509Certificate) keyStore.getCertificate(ALIAS)).getSerialNumber();
    }

    /** Writes the certificate as PEM, over a file that is there; returns the file. */
    public Path writeCertificate(Path file) throws IOException, GeneralSecurityException {
        return writePem(file, "CERTIFICATE", keyStore.getCertificate(ALIAS).getEncoded());
    }

    /** Writes the private key as PEM (PKCS#8), over a file that is there; returns the file. */
    public Path writePrivateKey(Path file) throws IOException, GeneralSecurityException {
        return writePem(
                file,
                "PRIVATE KEY",
                keyStore.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    /** Writes bytes as PEM of a kind; returns the file. */
    public static Path writePem(Path file, String kind, byte[] bytes) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
