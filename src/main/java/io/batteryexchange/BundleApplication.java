package io.batteryexchange;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the bundle: the routes of {@code routes/} on Camel and Spring Boot. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BundleApplication {

    public static void main(String[] args) {
        SpringApplication.run(BundleApplication.class, args);
    }
}
