// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A Spring Boot application. */
@SpringBootApplication
public class Application {
    /** Runs the application. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
