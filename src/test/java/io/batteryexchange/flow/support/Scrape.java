package io.batteryexchange.flow.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus gets from a node. */
public final class Scrape {

    /** @param labels of this series */
    public record Series(String name, Map<String, String> labels, double value) {
    }

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, String> types = new TreeMap<>();
    private final List<Series> series = new ArrayList<>();

    private Scrape(String text) {
        for (String line : text.split("\n")) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SERIES.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (!line.startsWith("#") && sample.matches()) {
                Map<String, String> labels = new TreeMap<>();
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                series.add(new Series(sample.group(1), labels, Double.parseDouble(sample.group(3).replace("+Inf", "Infinity"))));
            }
        }
    }

    public static Scrape of(int port, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus")).timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Scrape(answer.body());
    }

    /** Metrics as declared, with their types. */
    public Map<String, String> types() {
        return types;
    }

    public List<Series> series() {
        return series;
    }

    /** The labels that the series of a metric have; of a histogram without {@code le}. Empty: no such metric, or one without labels. */
    public Set<String> labels(String metric) {
        Set<String> labels = new TreeSet<>();
        series.stream().filter(each -> each.name().equals(metric) || each.name().equals(metric + "_count")).forEach(each -> labels.addAll(each.labels().keySet()));
        return labels;
    }

    /** The value of the one series with these labels among others, given as names and values. */
    public double value(String name, String... labels) {
        List<Series> found = series.stream().filter(each -> each.name().equals(name)).filter(each -> {
            for (int i = 0; i < labels.length; i += 2) {
                if (!labels[i + 1].equals(each.labels().get(labels[i]))) {
                    return false;
                }
            }
            return true;
        }).toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0).value();
    }
}
