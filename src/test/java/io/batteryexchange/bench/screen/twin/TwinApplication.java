package io.batteryexchange.bench.screen.twin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.batteryexchange.api.ApiErrors;
import io.batteryexchange.api.Texts;
import io.batteryexchange.settings.BundleSettings.Limits;
import io.batteryexchange.settings.BundleSettings.RequestBody;
import io.batteryexchange.store.Stores;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.apache.camel.CamelContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What the status screen costs when it is written by hand: Spring MVC, JdbcClient, RestClient on Apache's client, a circuit breaker, no Camel. Settings are the
 * bundle's own file, security is the bundle's own configuration, the statement and the contract of the cabinet's answer are the bundle's files.
 *
 * <p>It lacks what the bench does not ask for: other legs than those at the cabinet, and the look at the claim itself where our record may be behind. No class here
 * has a stereotype annotation: the bundle's tests scan this package as well.
 */
@EnableAutoConfiguration
@EnableConfigurationProperties({Limits.class, RequestBody.class})
@Import(SecurityOfBundle.class)
public class TwinApplication {

    public static void main(String[] args) {
        SpringApplication.run(TwinApplication.class, args);
    }

    @Bean
    StatusScreen statusScreen(PerformedClaims claims, Cabinets cabinets, Texts texts, Stores stores, ObjectMapper json, ApiErrors errors) {
        return new StatusScreen(claims, cabinets, texts, stores, json, errors);
    }

    @Bean
    PerformedClaims performedClaims(JdbcClient jdbc) throws IOException {
        return new PerformedClaims(jdbc);
    }

    @Bean
    Cabinets cabinets(RestClient.Builder http, ObjectMapper json, Environment settings) throws IOException {
        return new Cabinets(http, json, settings);
    }

    /** Takes the controller for one without its annotation. */
    @Bean
    WebMvcRegistrations controllers() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new RequestMappingHandlerMapping() {
                    @Override
                    protected boolean isHandler(Class<?> type) {
                        return type == StatusScreen.class || super.isHandler(type);
                    }
                };
            }
        };
    }

    /** The security configuration asks whether routes are up; here there are none to wait for. */
    @Bean
    CamelContext nothingToWaitFor() {
        return (CamelContext) Proxy.newProxyInstance(TwinApplication.class.getClassLoader(), new Class<?>[] {CamelContext.class}, (context, method, args) -> {
            return switch (method.getName()) {
                case "isStarted" -> true;
                case "hashCode" -> System.identityHashCode(context);
                case "equals" -> context == args[0];
                case "toString" -> "no Camel";
                case "close" -> null;
                default -> throw new UnsupportedOperationException(method.getName());
            };
        });
    }
}
