package io.batteryexchange.upstream;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connections to partners. Ours, because Camel's have no limit on an answer's headers: here 100 of them, of 8 KiB each. Other settings: {@code camel.component.http}. */
@Configuration(value = "upstreamConnectionSettings", proxyBeanMethods = false)
class UpstreamConnections {

    /** One that has lain idle for so long is looked at first: its partner may have closed it, and a call that is made but once must not be lost on it. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(1);
    private static final int HEADERS = 100;
    private static final int HEADER_LENGTH = 8 * 1024;

    @Bean("upstreamConnections")
    PoolingHttpClientConnectionManager connections(
        @Value("${camel.component.http.connections-per-route}") int perPartner, @Value("${camel.component.http.max-total-connections}") int total,
        @Value("${camel.component.http.connect-timeout}") long connectMs, @Value("${camel.component.http.so-timeout}") int silenceMs,
        @Value("${camel.component.http.connection-time-to-live}") long liveMs) {
        return PoolingHttpClientConnectionManagerBuilder.create()
            .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                .http1Config(Http1Config.custom().setMaxHeaderCount(HEADERS).setMaxLineLength(HEADER_LENGTH).build())
                .build())
            .setMaxConnPerRoute(perPartner)
            .setMaxConnTotal(total)
            .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(Timeout.ofMilliseconds(silenceMs)).build())
            .setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(connectMs))
                .setSocketTimeout(Timeout.ofMilliseconds(silenceMs))
                .setTimeToLive(TimeValue.ofMilliseconds(liveMs))
                .setValidateAfterInactivity(IDLE)
                .build())
            .build();
    }
}
