package io.batteryexchange.console.signin;

import io.batteryexchange.console.ConsoleSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.web.client.RestClient;

/** The sign-in by browser: OAuth 2.0 authorization code with PKCE at the issuer of our tokens. The access token that comes of it is the operator's session. */
final class SignIn {

    static final String BEGIN = "/operations/sign-in/issuer";
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final String BEGIN_BASE = "/operations/sign-in";
    private static final String BACK = "/operations/login/code";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Browsers keep cookies of 4,096 characters with name and attributes. */
    private static final int LONGEST_TOKEN = 3900;

    private final ClientRegistration issuer;
    private final ConsoleSettings settings;
    private final SignedIn signedIn;
    private final TokenOfOperator operators;
    private final Clock clock;

    private SignIn(ConsoleSettings settings, SignedIn signedIn, TokenOfOperator operators, Clock clock) {
        this.settings = settings;
        this.signedIn = signedIn;
        this.operators = operators;
        this.clock = clock;
        this.issuer = ClientRegistration.withRegistrationId("issuer")
            .clientId(settings.clientId())
            .clientSecret(settings.clientSecret())
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri(settings.url() + BACK)
            .scope(settings.scope().split(" "))
            .authorizationUri(settings.authorizationUri())
            .tokenUri(settings.tokenUri())
            .build();
    }

    static SignIn with(ConsoleSettings settings, SignedIn signedIn, JwtDecoder tokens, JwtAuthenticationConverter scopes, Clock clock) {
        return new SignIn(settings, signedIn, new TokenOfOperator(tokens, scopes), clock);
    }

    void configure(HttpSecurity http) throws Exception {
        InMemoryClientRegistrationRepository issuers = new InMemoryClientRegistrationRepository(issuer);
        DefaultOAuth2AuthorizationRequestResolver asking = new DefaultOAuth2AuthorizationRequestResolver(issuers, BEGIN_BASE);
        asking.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        http.oauth2Login(login -> login
            .clientRegistrationRepository(issuers)
            .authorizedClientRepository(new NothingKept())
            .loginPage("/operations/sign-in")
            .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(asking).authorizationRequestRepository(new SignInState(issuer, settings.isSecure(), clock)))
            .redirectionEndpoint(endpoint -> endpoint.baseUri(BACK))
            .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(codes()))
            .userInfoEndpoint(endpoint -> endpoint.userService(operators))
            .successHandler((request, response, who) -> succeeded(request, response, (OAuth2User) who.getPrincipal()))
            .failureHandler((request, response, failure) -> failed(response, failure.getMessage())));
    }

    private void succeeded(HttpServletRequest request, HttpServletResponse response, OAuth2User operator) throws IOException {
        if (TokenOfOperator.token(operator).length() > LONGEST_TOKEN) { // a browser drops the cookie without a word, and would be sent to the issuer for ever
            failed(response, "the issuer's access token is longer than the " + LONGEST_TOKEN + " characters that a cookie holds");
            return;
        }
        signedIn.begin(response, operator);
        response.sendRedirect(ReturnTo.of((String) request.getAttribute(SignInState.RETURN_TO)));
    }

    private static void failed(HttpServletResponse response, String why) throws IOException {
        LOG.warn("an operator could not sign in: {}", why);
        response.sendRedirect("/operations/sign-in?failed");
    }

    private static RestClientAuthorizationCodeTokenResponseClient codes() {
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build());
        http.setReadTimeout(PATIENCE);
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder().requestFactory(http)
            .messageConverters(converters -> {
                converters.clear();
                converters.add(new FormHttpMessageConverter());
                converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
            })
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
        return client;
    }
}
