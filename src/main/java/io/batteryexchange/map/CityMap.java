package io.batteryexchange.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.store.Store.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The picture of {@link CityView}'s answer, ready to be drawn: each mark has its place, and a label where there is room. The stores far from every scooter are
 * left out, or one city would be a dot beside another; without a scooter all stores are shown.
 *
 * @param paths   from cabinet to scooter, one for each courier
 * @param labels  of stores, then of scooters
 * @param hidden  stores that are out of the picture
 */
public record CityMap(int width, int height, List<Mark> scooters, List<Mark> served, List<Mark> stores, List<Mark> couriers, List<Path> paths, List<Labels.Label> labels,
                      ScaleBar scale, int hidden) {

    private static final Set<String> LEGS = Set.of("performer_found", "at_cabinet", "to_scooter", "at_scooter", "to_return", "at_return");
    static final int WIDTH = 960;
    private static final int LEAST_HEIGHT = 480;
    private static final int MOST_HEIGHT = 760;
    /** Of the signs, units. */
    private static final double RADIUS = 8;
    private static final double STORE_RADIUS = 12;
    /** A courier at a cabinet or a scooter stands so far from its middle, so that both are seen; on a short way nearer. */
    private static final double BESIDE = 20;
    /** Of so many scooters and more none has a label: there would be no room. */
    private static final int LABELLED = 300;
    /** A store is shown as far from the scooters as this, degrees of latitude: about 3 km. */
    private static final double NEAR = 0.027;

    /**
     * @param facts of the answer, for texts and links
     * @param turn  degrees clockwise from north, into which a courier goes
     */
    public record Mark(double x, double y, JsonNode facts, long turn) {

        public String text(String field) {
            return facts.path(field).asText("");
        }

        public boolean has(String field) {
            return facts.hasNonNull(field);
        }

        public long number(String field) {
            return facts.path(field).asLong();
        }

        /** What is written on the scooter, else its id. */
        public String name() {
            return has("car_number") ? text("car_number") : text("car_id");
        }

        /** The key of the text that tells a state in words, with the courier where there is one. */
        public String words(String field) {
            return (LEGS.contains(text(field)) ? "map.leg." : "console.state.") + text(field);
        }

        /** The charge, or {@code unknown}. */
        public String percent() {
            return has("battery_percent") ? text("battery_percent") : "unknown";
        }
    }

    public record Path(double x1, double y1, double x2, double y2, JsonNode facts) {
    }

    /** @param city the answer of {@link CityView} */
    static CityMap of(JsonNode city) {
        List<Location> tasks = new ArrayList<>(places(city.path("scooters")));
        tasks.addAll(places(city.path("served")));
        StreamSupport.stream(city.path("couriers").spliterator(), false).forEach(courier -> tasks.add(place(courier.path("cabinet"))));
        List<Location> shown = new ArrayList<>(tasks);
        places(city.path("stores")).stream().filter(store -> tasks.isEmpty() || isNear(store, tasks)).forEach(shown::add);
        Projection projection = Projection.of(shown, WIDTH, LEAST_HEIGHT, MOST_HEIGHT);

        List<Mark> stores = marks(city.path("stores"), projection);
        List<Mark> scooters = marks(city.path("scooters"), projection);
        List<Mark> served = marks(city.path("served"), projection);
        List<Mark> couriers = StreamSupport.stream(city.path("couriers").spliterator(), false).map(courier -> courier(courier, projection)).toList();
        List<Path> paths = StreamSupport.stream(city.path("couriers").spliterator(), false).map(courier -> path(courier, projection)).toList();
        return new CityMap(projection.width(), projection.height(), scooters, served, stores, couriers, paths, labels(projection, stores, scooters, served, couriers),
            ScaleBar.within(projection.width() / 5.0, projection.metresPerUnit()), city.path("stores").size() - stores.size());
    }

    private static List<Labels.Label> labels(Projection projection, List<Mark> stores, List<Mark> scooters, List<Mark> served, List<Mark> couriers) {
        Labels labels = new Labels(projection.width(), projection.height());
        labels.keepFree(new Projection.Point(projection.width() / 8.0, projection.height() - 12.0), projection.width() / 8.0); // the scale bar
        stores.forEach(store -> labels.keepFree(point(store), STORE_RADIUS));
        List.of(scooters, served, couriers).forEach(marks -> marks.forEach(mark -> labels.mark(point(mark), RADIUS)));
        List<Labels.Label> placed = new ArrayList<>();
        for (Mark store : stores) {
            labels.placeWanted(point(store), STORE_RADIUS, store.text("name") + (store.has("available") ? " · " + store.text("available") : " · ?")).ifPresent(placed::add);
        }
        if (scooters.size() <= LABELLED) {
            scooters.stream().sorted(Comparator.comparing((Mark scooter) -> !scooter.text("state").equals("attention")))
                .filter(scooter -> scooter.has("battery_percent"))
                .forEach(scooter -> labels.place(point(scooter), RADIUS, scooter.text("battery_percent") + " %").ifPresent(placed::add));
        }
        return placed;
    }

    private static boolean isNear(Location store, List<Location> tasks) {
        double shortening = Math.cos(Math.toRadians(store.lat()));
        return tasks.stream().anyMatch(task -> Math.abs(task.lat() - store.lat()) <= NEAR && Math.abs(task.lon() - store.lon()) * shortening <= NEAR);
    }

    private static List<Mark> marks(JsonNode all, Projection projection) {
        return StreamSupport.stream(all.spliterator(), false)
            .filter(each -> projection.shows(each.path("lat").asDouble(), each.path("lon").asDouble()))
            .map(each -> mark(each, projection)).toList();
    }

    private static Mark courier(JsonNode courier, Projection projection) {
        Path path = path(courier, projection);
        String leg = courier.path("leg").asText();
        double length = Math.hypot(path.x2() - path.x1(), path.y2() - path.y1());
        double beside = length == 0 ? 0 : Math.min(BESIDE / length, 0.25);
        double way = Math.max(beside, Math.min(1 - beside, CityView.way(leg)));
        boolean back = leg.equals("to_return") || leg.equals("at_return");
        double turn = Math.toDegrees(Math.atan2(path.x2() - path.x1(), path.y1() - path.y2()));
        return new Mark(Projection.rounded(path.x1() + way * (path.x2() - path.x1())), Projection.rounded(path.y1() + way * (path.y2() - path.y1())), courier,
            Math.floorMod(Math.round(turn) + (back ? 180 : 0), 360L));
    }

    private static Path path(JsonNode courier, Projection projection) {
        Projection.Point cabinet = projection.point(courier.path("cabinet").path("lat").asDouble(), courier.path("cabinet").path("lon").asDouble());
        Projection.Point scooter = projection.point(courier.path("scooter").path("lat").asDouble(), courier.path("scooter").path("lon").asDouble());
        return new Path(cabinet.x(), cabinet.y(), scooter.x(), scooter.y(), courier);
    }

    private static Mark mark(JsonNode facts, Projection projection) {
        Projection.Point point = projection.point(facts.path("lat").asDouble(), facts.path("lon").asDouble());
        return new Mark(point.x(), point.y(), facts, 0);
    }

    private static Projection.Point point(Mark mark) {
        return new Projection.Point(mark.x(), mark.y());
    }

    private static List<Location> places(JsonNode all) {
        return StreamSupport.stream(all.spliterator(), false).map(CityMap::place).toList();
    }

    private static Location place(JsonNode each) {
        return new Location(each.path("lat").asDouble(), each.path("lon").asDouble());
    }
}
