package io.batteryexchange.cabinet;

import com.fasterxml.jackson.databind.JsonNode;
import io.batteryexchange.experiment.Experiment;
import io.batteryexchange.experiment.Experiments;
import io.batteryexchange.settings.BundleSettings.Walk;
import io.batteryexchange.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Which stores to ask for a scooter, and which of their cabinets to try, by the experiment that applies. */
@Component("cabinetSelection")
public class CabinetSelection {

    /** The contract's limit of stores in one availability call. */
    private static final int STORES_A_CALL = 200;

    private final Stores stores;
    private final Experiments experiments;
    private final Walk walk;
    private final Map<String, SelectionMethod> methods;

    CabinetSelection(Stores stores, Experiments experiments, Walk walk, List<SelectionMethod> methods) {
        this.stores = stores;
        this.experiments = experiments;
        this.walk = walk;
        this.methods = methods.stream().collect(Collectors.toMap(SelectionMethod::name, Function.identity()));
    }

    /** No cabinet is known yet. */
    public List<Candidate> none() {
        return new ArrayList<>();
    }

    /**
     * Sets {@code store_chunks}: the stores in reach of the scooter (variables {@code car_id}, {@code lat}, {@code lon}), nearest first, in chunks of at most
     * 200 ids, space separated; empty: no store is in reach. Sets {@code experiment} to the rule's name.
     */
    public void storesInReach(Exchange exchange) {
        List<Stores.Near> near = nearestFirst(exchange);
        Experiment experiment = experimentFor(exchange, near);
        exchange.setVariable("experiment", experiment.name());
        List<String> inReach = near.stream()
            .filter(store -> store.km() <= experiment.params().maxDistanceKm() && walkMinutes(store.km()) <= experiment.params().maxWalkMin())
            .map(store -> store.store().id())
            .toList();
        List<String> chunks = new ArrayList<>();
        for (int from = 0; from < inReach.size(); from += STORES_A_CALL) {
            chunks.add(String.join(" ", inReach.subList(from, Math.min(from + STORES_A_CALL, inReach.size()))));
        }
        exchange.setVariable("store_chunks", chunks);
    }

    /** Adds an availability answer (variable {@code answer}) to variable {@code cabinets}. */
    public void collect(Exchange exchange) {
        Map<String, Double> kmByStore = nearestFirst(exchange).stream().collect(Collectors.toMap(near -> near.store().id(), Stores.Near::km));
        @SuppressWarnings("unchecked")
        List<Candidate> cabinets = exchange.getVariable("cabinets", List.class);
        for (JsonNode cabinet : exchange.getVariable("answer", JsonNode.class).path("cabinets")) {
            Double km = kmByStore.get(cabinet.path("store_id").asText());
            if (km != null && !cabinet.path("cabinet_id").asText().isEmpty()) {
                cabinets.add(new Candidate(cabinet.path("cabinet_id").asText(), cabinet.path("store_id").asText(), km, walkMinutes(km), cabinet.path("available").asInt()));
            }
        }
    }

    /** The candidates of variable {@code cabinets} in the order to try them, as a list that the route takes from. */
    public List<Candidate> rank(Exchange exchange) {
        Experiment experiment = experimentFor(exchange, nearestFirst(exchange));
        @SuppressWarnings("unchecked")
        List<Candidate> cabinets = exchange.getVariable("cabinets", List.class);
        return new ArrayList<>(methods.get(experiment.method()).rank(cabinets, experiment.params()));
    }

    /** Takes the best of variable {@code candidates}: variables {@code cabinet_id}, {@code store_id}, {@code distance_km}. */
    public void takeBest(Exchange exchange) {
        Candidate best = (Candidate) exchange.getVariable("candidates", List.class).remove(0);
        exchange.setVariable("cabinet_id", best.cabinetId());
        exchange.setVariable("store_id", best.storeId());
        exchange.setVariable("distance_km", best.km());
    }

    private List<Stores.Near> nearestFirst(Exchange exchange) {
        return stores.nearestFirst(exchange.getVariable("lat", Double.class), exchange.getVariable("lon", Double.class));
    }

    private Experiment experimentFor(Exchange exchange, List<Stores.Near> nearestFirst) {
        return experiments.forScooter(exchange.getVariable("car_id", String.class), nearestFirst.get(0).store().id());
    }

    private double walkMinutes(double km) {
        return km * walk.circuity() / walk.speedKmh() * 60;
    }
}
