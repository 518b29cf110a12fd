package io.batteryexchange.figures;

import io.batteryexchange.figures.plot.BarPlot;
import io.batteryexchange.figures.plot.ColumnPlot;
import java.text.NumberFormat;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The pictures of the figures page as SVG documents, and each in a sentence for those who can't see it. All are of the whole window, over all stores that it is about. */
@Component("figuresPlots")
public class FiguresPlots {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_HOUR = DateTimeFormatter.ofPattern("dd.MM HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM", Locale.ROOT);
    private static final int A_DAY = 24;

    private final MessageSource texts;

    FiguresPlots(MessageSource texts) {
        this.texts = texts;
    }

    /** Swaps by hour, or by day. */
    public String swaps(Figures figures, Locale language) {
        String by = figures.byDay() ? "day" : "hour";
        ColumnPlot plot = new ColumnPlot(text(language, "figures.plot.swaps_by_" + by), text(language, "figures.plot.swaps"), text(language, "figures.plot." + by, figures.zone()),
            text(language, "figures.no_swaps"), language);
        return plot.svg(figures.of(Figures.ALL, figures.byTime()).stream().map(at -> new ColumnPlot.Column(time(figures, at.label()), at.value().doubleValue())).toList());
    }

    public String swapsInWords(Figures figures, Locale language) {
        long swaps = figures.value(Figures.ALL, "swaps", "").longValue();
        if (swaps == 0) {
            return text(language, "figures.no_swaps");
        }
        Figure most = figures.of(Figures.ALL, figures.byTime()).stream().max(Comparator.comparingLong(at -> at.value().longValue())).orElseThrow();
        return text(language, "figures.alt.swaps_by_" + (figures.byDay() ? "day" : "hour"), swaps, most.value(), time(figures, most.label()));
    }

    /** Median and 95th percentile of each stage in seconds; the whole is no stage. */
    public String stages(Figures figures, Locale language) {
        BarPlot plot = new BarPlot(text(language, "figures.plot.stages"), text(language, "figures.plot.seconds"), List.of(text(language, "figures.p50_long"), text(language, "figures.p95_long")),
            text(language, "figures.no_swaps"), language);
        return plot.svg(stagesOf(figures).stream()
            .map(p50 -> new BarPlot.Group(text(language, "figures.stage." + p50.label()),
                List.of(p50.value().doubleValue(), figures.value(Figures.ALL, "stage_p95", p50.label()).doubleValue())))
            .toList());
    }

    public String stagesInWords(Figures figures, Locale language) {
        return stagesOf(figures).stream().max(Comparator.comparingLong(stage -> stage.value().longValue()))
            .map(slowest -> text(language, "figures.alt.stages", text(language, "figures.stage." + slowest.label()), slowest.value(), figures.value(Figures.ALL, "stage_p95", slowest.label())))
            .orElse(text(language, "figures.no_swaps"));
    }

    /** Replans by reason, most first. */
    public String replans(Figures figures, Locale language) {
        BarPlot plot = new BarPlot(text(language, "figures.plot.replans"), text(language, "figures.plot.replans_along"), List.of(text(language, "figures.plot.replans")),
            text(language, "figures.no_replans"), language);
        return plot.svg(figures.of(Figures.ALL, "replans").stream()
            .map(replan -> new BarPlot.Group(text(language, "figures.reason." + replan.label()), List.of(replan.value().doubleValue()))).toList());
    }

    public String replansInWords(Figures figures, Locale language) {
        return figures.of(Figures.ALL, "replans").stream().findFirst()
            .map(most -> text(language, "figures.alt.replans", figures.sum(Figures.ALL, "replans"), text(language, "figures.reason." + most.label()), most.value()))
            .orElse(text(language, "figures.no_replans"));
    }

    /** An hour or day as the plots and the table write it. */
    public String time(Figures figures, String label) {
        LocalDateTime at = LocalDateTime.parse(label);
        return (figures.byDay() ? DAY : figures.window().hours() > A_DAY ? DAY_AND_HOUR : HOUR).format(at);
    }

    /** A whole number in the language's way. */
    public String whole(Number value, Locale language) {
        return value == null ? "–" : NumberFormat.getIntegerInstance(language).format(value);
    }

    /** A number with up to two decimals. */
    public String decimal(Number value, Locale language) {
        return value == null ? "–" : NumberFormat.getNumberInstance(language).format(Math.round(value.doubleValue() * 100) / 100.0);
    }

    /** A share of one as percent. */
    public String percent(Number share, Locale language) {
        return share == null ? "–" : NumberFormat.getPercentInstance(language).format(share);
    }

    private static List<Figure> stagesOf(Figures figures) {
        return figures.of(Figures.ALL, "stage_p50").stream().filter(stage -> !stage.label().equals("total")).toList();
    }

    private String text(Locale language, String key, Object... args) {
        return texts.getMessage(key, args, language);
    }
}
