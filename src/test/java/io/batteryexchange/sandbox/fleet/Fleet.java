package io.batteryexchange.sandbox.fleet;

import io.batteryexchange.sandbox.city.City;
import io.batteryexchange.sandbox.city.Scooter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the fleet backend knows of its scooters beyond the physical: tags and servicing. Under the city's lock. */
public final class Fleet {

    private final City city;
    private final Map<String, Map<String, Tag>> tags = new HashMap<>();
    private final Map<String, Set<String>> everTagged = new HashMap<>();
    private final Map<String, Servicing> servicings = new HashMap<>();
    private final List<TagListener> listeners = new ArrayList<>();
    private long tagNumber;

    public Fleet(City city) {
        this.city = city;
    }

    public void listen(TagListener listener) {
        listeners.add(listener);
    }

    public Collection<Tag> tags(String carId) {
        return List.copyOf(tags.getOrDefault(carId, Map.of()).values());
    }

    public Set<String> tagNames(String carId) {
        return Set.copyOf(tags.getOrDefault(carId, Map.of()).keySet());
    }

    public Optional<Tag> tag(String carId, String name) {
        return Optional.ofNullable(tags.getOrDefault(carId, Map.of()).get(name));
    }

    public boolean hasLowTag(String carId) {
        return tags(carId).stream().anyMatch(Tag::isLow);
    }

    /** The tag that is there already, or a new one. */
    public Tag setTag(Scooter scooter, String name, int priority) {
        Map<String, Tag> ofScooter = tags.computeIfAbsent(scooter.id(), id -> new LinkedHashMap<>());
        Tag known = ofScooter.get(name);
        if (known != null) {
            return known;
        }
        Tag tag = new Tag("tag-%06d".formatted(++tagNumber), name, priority, Instant.now());
        ofScooter.put(name, tag);
        everTagged.computeIfAbsent(scooter.id(), id -> new HashSet<>()).add(tag.tagId());
        rehide(scooter);
        listeners.forEach(l -> l.set(scooter, tag));
        return tag;
    }

    public Optional<Tag> removeTag(Scooter scooter, String tagId) {
        Map<String, Tag> ofScooter = tags.getOrDefault(scooter.id(), new TreeMap<>());
        Optional<Tag> tag = ofScooter.values().stream().filter(t -> t.tagId().equals(tagId)).findFirst();
        tag.ifPresent(t -> {
            ofScooter.remove(t.name());
            rehide(scooter);
            listeners.forEach(l -> l.removed(scooter, t));
        });
        return tag;
    }

    boolean wasEverOn(String carId, String tagId) {
        return everTagged.getOrDefault(carId, Set.of()).contains(tagId);
    }

    Servicing servicing(String carId, String tagId) {
        return servicings.computeIfAbsent(carId + "/" + tagId, key -> new Servicing(carId, tagId));
    }

    /** Who is servicing the scooter now, for whatever tag. */
    public Optional<String> servicedBy(String carId) {
        return servicings.values().stream()
                .filter(s -> s.carId().equals(carId) && s.performerId() != null)
                .map(Servicing::performerId).findFirst();
    }

    void servicingFinished(Scooter scooter, String tagId) {
        servicing(scooter.id(), tagId).finish();
        listeners.forEach(l -> l.servicingFinished(scooter, tagId));
    }

    public City city() {
        return city;
    }

    private void rehide(Scooter scooter) {
        scooter.hidden(tags(scooter.id()).stream().anyMatch(t -> t.priority() > 0));
    }
}
