package io.batteryexchange.audit;

import io.batteryexchange.settings.DatabaseUrl;
import io.batteryexchange.settings.SettingRefused;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.springframework.boot.Banner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Command {@code verify-audit [--task=<task_id>]}: recomputes the chains of all timelines, or of one task's. It takes the service's settings of the
 * database and needs no others; it starts no route, listens nowhere and changes nothing.
 */
public final class VerifyAudit {

    public static final String COMMAND = "verify-audit";
    /** Nothing was changed. */
    public static final int INTACT = 0;
    /** Something was changed; each place is told. */
    public static final int BROKEN = 1;
    /** It could not be looked at; the reason is told. */
    public static final int NOT_VERIFIED = 2;

    private VerifyAudit() {
    }

    /** Only a name under which settings are read. */
    private static final class SettingsOnly {
    }

    /**
     * @param arguments what follows the command
     * @return the exit code: {@link #INTACT}, {@link #BROKEN} or {@link #NOT_VERIFIED}
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            String task = task(new DefaultApplicationArguments(arguments));
            SpringApplicationBuilder settings = new SpringApplicationBuilder(SettingsOnly.class)
                .web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF).logStartupInfo(false).registerShutdownHook(false);
            try (ConfigurableApplicationContext context = settings.run(arguments); Connection connection = connect(context.getEnvironment())) {
                return verify(connection, task, out);
            }
        } catch (SettingRefused e) {
            err.println(e.getMessage());
        } catch (SQLException e) {
            err.println(sentence(e));
        } catch (RuntimeException e) {
            err.println("The audit trail was not verified: " + e.getClass().getSimpleName() + ".");
        }
        return NOT_VERIFIED;
    }

    private static int verify(Connection connection, String task, PrintStream out) throws SQLException {
        AuditTrail trail = new AuditTrail(connection, out::println);
        trail.verify(task);
        if (task != null && trail.entries() == 0 && trail.broken() == 0) {
            throw new SettingRefused("There is no timeline of task " + task + ".");
        }
        out.printf("audit: %d entries in %d chains, %d of them from before the chain; %s%n", trail.entries(), trail.chains(), trail.before(),
            trail.broken() == 0 ? "intact" : trail.broken() + " breaks");
        out.println("digest of the ends: " + trail.digest());
        return trail.broken() == 0 ? INTACT : BROKEN;
    }

    private static String task(DefaultApplicationArguments arguments) {
        if (!arguments.getNonOptionArgs().isEmpty()) {
            throw new SettingRefused("Unknown argument '" + arguments.getNonOptionArgs().get(0) + "': verify-audit takes --task=<task_id> or nothing.");
        }
        List<String> tasks = arguments.containsOption("task") ? arguments.getOptionValues("task") : List.of();
        if (tasks.size() > 1 || arguments.containsOption("task") && (tasks.isEmpty() || tasks.get(0).isBlank())) {
            throw new SettingRefused("Argument --task takes one task_id.");
        }
        return tasks.isEmpty() ? null : tasks.get(0);
    }

    private static Connection connect(Environment settings) throws SQLException {
        String url = DatabaseUrl.require(settings);
        Properties login = new Properties();
        login.setProperty("ApplicationName", "battery-exchange " + COMMAND);
        set(login, "user", settings.getProperty("spring.datasource.username", ""));
        set(login, "password", settings.getProperty("spring.datasource.password", ""));
        return DriverManager.getConnection(url, login);
    }

    private static void set(Properties login, String name, String value) {
        if (!value.isBlank()) {
            login.setProperty(name, value);
        }
    }

    private static String sentence(SQLException failure) {
        if (List.of("42P01", "42703").contains(String.valueOf(failure.getSQLState()))) {
            return "The database has no audit chain yet: a node of this release adds it when it starts.";
        }
        return "The database can't be used: " + String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
