package io.batteryexchange.sandbox;

import io.batteryexchange.sandbox.cabinets.Bookings;
import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.orders.BundleClient;
import io.batteryexchange.sandbox.telegram.BotApiServlet;
import io.batteryexchange.sandbox.telegram.Chats;
import io.batteryexchange.sandbox.telegram.StorekeeperDesk;
import io.batteryexchange.sandbox.wire.Wire;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Telegram and the storekeepers. */
class TelegramConfiguration {

    @Bean
    Chats chats() {
        return new Chats();
    }

    @Bean
    StorekeeperDesk storekeeperDesk(City city, Bookings bookings, Chats chats, BundleClient bundle, Wire wire) {
        return new StorekeeperDesk(city, bookings, chats, bundle, wire.counters());
    }

    @Bean
    ServletRegistrationBean<BotApiServlet> telegramServlet(Chats chats, Wire wire, SandboxSettings settings) {
        ServletRegistrationBean<BotApiServlet> registration =
                new ServletRegistrationBean<>(new BotApiServlet(chats, wire, settings.telegramToken()), "/telegram/*");
        registration.setName("telegram");
        return registration;
    }
}
