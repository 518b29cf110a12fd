package io.batteryexchange.metrics;

import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.eventnotifier.MicrometerRouteEventNotifier;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.EventHelper;
import org.springframework.stereotype.Component;

/**
 * Camel tells its listeners of every exchange that begins, is sent on or ends, some forty times a call. Those there are wait for the start of the context and for routes
 * that come and go; they are asked no more about exchanges.
 */
@Component
class UnheardEvents implements CamelContextConfiguration {

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        // the listeners are not there yet
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        camel.getManagementStrategy().getEventNotifiers().stream().filter(UnheardEvents::hearsNoExchange).forEach(listener -> {
            listener.setIgnoreExchangeEvents(true);
            listener.setIgnoreStepEvents(true);
        });
        camel.getCamelContextExtension().setEventNotificationApplicable(EventHelper.eventsApplicable(camel));
    }

    private static boolean hearsNoExchange(EventNotifier listener) {
        return listener instanceof MicrometerRouteEventNotifier || listener.getClass().getName().startsWith("org.apache.camel.spring.boot.CamelSpringBootApplicationListener$");
    }
}
