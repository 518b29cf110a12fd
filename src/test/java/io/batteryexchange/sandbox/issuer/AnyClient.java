package io.batteryexchange.sandbox.issuer;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Every courier is a client, and so are cargo-orders and the operator; each may get the one scope that is his. The operations console is
 * the client through which a person signs in as an operator.
 */
final class AnyClient implements RegisteredClientRepository {

    private static final Pattern COURIER = Pattern.compile("courier-[A-Za-z0-9_-]{1,64}");

    private static final String CONSOLE = "operations-console";
    /** At any port: of a loopback address the port does not count (RFC 8252, section 7.3). */
    private static final String CONSOLE_REDIRECT = "http://127.0.0.1/operations/login/code";

    private final String secret;
    private final String consoleSecret;
    private final Duration lifetime;

    AnyClient(String secret, String consoleSecret, Duration lifetime) {
        this.secret = secret;
        this.consoleSecret = consoleSecret;
        this.lifetime = lifetime;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are not registered here");
    }

    @Override
    public RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public RegisteredClient findByClientId(String clientId) {
        if (clientId.equals(CONSOLE)) {
            return client(clientId, consoleSecret, "operator")
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(CONSOLE_REDIRECT)
                    .clientSettings(ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
                    .build();
        }
        String scope = scope(clientId);
        return scope == null ? null : client(clientId, secret, scope).authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS).build();
    }

    private RegisteredClient.Builder client(String clientId, String itsSecret, String scope) {
        return RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientSecret(itsSecret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .scope(scope)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(lifetime).build());
    }

    private static String scope(String clientId) {
        if (clientId.equals("cargo-orders") || clientId.equals("operator")) {
            return clientId;
        }
        return COURIER.matcher(clientId).matches() ? "courier" : null;
    }
}
