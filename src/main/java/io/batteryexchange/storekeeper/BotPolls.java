package io.batteryexchange.storekeeper;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Around each reading of the bot's updates: only the node that holds the lease of poller {@code storekeeper-bot} reads, since the Bot API serves one reader at
 * a time; and a failure is told once, not with every try.
 */
@Component("botPolls")
public class BotPolls implements PollingConsumerPollStrategy, ExceptionHandler {

    /** Outlasts one reading ({@link TelegramClient#LONGEST_CALL}), so there are never two at once; a dead node is replaced after at most this long. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(BotPolls.class);

    private final PollerLease lease;
    private volatile boolean reading;
    private volatile String failing;

    BotPolls(JdbcClient jdbc, @Value("${node.id}") String node, @Value("${upstream.telegram.token}") String token) {
        this.lease = new PollerLease(jdbc, "storekeeper-bot", node, LEASE);
        if (token.isBlank()) {
            LOG.info("the storekeeper's bot is off: UPSTREAM_TELEGRAM_TOKEN is not set");
        }
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        boolean ours = lease.hold();
        if (ours != reading) {
            reading = ours;
            LOG.info(ours ? "the storekeeper's bot is read by this node" : "the storekeeper's bot is read by another node now");
        }
        return ours;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        if (failing != null && reading) {
            failing = null;
            LOG.info("the storekeeper's bot reads again");
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        return false;
    }

    @Override
    public void handleException(Throwable exception) {
        String failure = TelegramFailure.of(exception);
        if (!failure.equals(failing)) {
            failing = failure;
            LOG.warn("the storekeeper's bot can't read its updates: {}; it tries on", failure);
        }
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        handleException(exception);
    }

    @PreDestroy
    void release() {
        lease.release();
    }
}
