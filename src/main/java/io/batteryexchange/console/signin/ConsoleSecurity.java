package io.batteryexchange.console.signin;

import io.batteryexchange.api.ApiErrors;
import io.batteryexchange.api.FrontDoor;
import io.batteryexchange.clock.DatabaseClock;
import io.batteryexchange.console.ConsoleSettings;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Who may see the console: whoever has a token with scope {@code operator}, as for the operator API. It comes as a bearer token (scripts, proxies that sign people
 * in) or in the cookie that our own sign-in sets; with the cookie, a form needs our CSRF token as well.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

    static final String SCOPE = "SCOPE_operator";

    @Bean
    SignedIn signedIn(ConsoleSettings settings, DatabaseClock clock) {
        return new SignedIn(settings, clock);
    }

    @Bean
    @Order(1)
    SecurityFilterChain console(HttpSecurity http, FrontDoor door, ApiErrors errors, ConsoleSettings settings, SignedIn signedIn, JwtDecoder tokens, JwtAuthenticationConverter scopes,
                                DatabaseClock clock) throws Exception {
        NotSignedIn notSignedIn = new NotSignedIn(settings, errors, signedIn);
        http
            .securityMatcher("/operations", "/operations/**")
            .authorizeHttpRequests(requests -> requests
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll() // judged when the request came in
                .requestMatchers("/operations/assets/**", "/operations/sign-in").permitAll()
                .anyRequest().hasAuthority(SCOPE))
            .exceptionHandling(handling -> handling.authenticationEntryPoint(notSignedIn).accessDeniedHandler(notSignedIn))
            .headers(AbstractHttpConfigurer::disable) // SecurityHeaders writes them
            .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
            .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens(settings)).csrfTokenRequestHandler(atOnce())
                .ignoringRequestMatchers(request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null)) // no other site's form can send one, and then no cookie counts
            .requestCache(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable)
            .addFilterBefore(new FormFilter(), CsrfFilter.class)
            .addFilterBefore(tokenFilter(signedIn, tokens, scopes, notSignedIn), AuthorizationFilter.class);
        door.guard(http);
        if (settings.signsIn()) {
            SignIn.with(settings, signedIn, tokens, scopes, clock).configure(http);
        }
        return http.build();
    }

    /** Not by the resource server's configurer, which would excuse from CSRF tokens whoever has a token, in a cookie as well. */
    private static BearerTokenAuthenticationFilter tokenFilter(SignedIn signedIn, JwtDecoder tokens, JwtAuthenticationConverter scopes, NotSignedIn notSignedIn) {
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(tokens);
        provider.setJwtAuthenticationConverter(scopes);
        AuthenticationManager manager = new ProviderManager(provider);
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(manager);
        filter.setBearerTokenResolver(signedIn::token);
        filter.setAuthenticationEntryPoint(notSignedIn);
        filter.setAuthenticationFailureHandler(notSignedIn);
        return filter;
    }

    private static CookieCsrfTokenRepository csrfTokens(ConsoleSettings settings) {
        CookieCsrfTokenRepository cookies = new CookieCsrfTokenRepository();
        cookies.setCookieName("operations-form");
        cookies.setCookiePath("/operations");
        cookies.setCookieCustomizer(cookie -> cookie.httpOnly(true).secure(settings.isSecure()).sameSite("Strict"));
        return cookies;
    }

    /** The cookie is set before the page is written; later the answer may be on its way. */
    private static XorCsrfTokenRequestAttributeHandler atOnce() {
        XorCsrfTokenRequestAttributeHandler handler = new XorCsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }
}
