package io.batteryexchange.sandbox.issuer;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Every courier is a client, and so are cargo-orders and the operator; each may get the one scope that is his. */
final class AnyClient implements RegisteredClientRepository {

    private static final Pattern COURIER = Pattern.compile("courier-[A-Za-z0-9_-]{1,64}");

    private final String secret;
    private final Duration lifetime;

    AnyClient(String secret, Duration lifetime) {
        this.secret = secret;
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
        String scope = scope(clientId);
        return scope == null ? null : RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(scope)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(lifetime).build())
                .build();
    }

    private static String scope(String clientId) {
        if (clientId.equals("cargo-orders") || clientId.equals("operator")) {
            return clientId;
        }
        return COURIER.matcher(clientId).matches() ? "courier" : null;
    }
}
