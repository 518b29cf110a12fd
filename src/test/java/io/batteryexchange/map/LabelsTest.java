package io.batteryexchange.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.batteryexchange.map.Projection.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private final Labels labels = new Labels(300, 200);

    @Test
    void standRightOfTheirMark() {
        assertThat(labels.place(new Point(100, 100), 8, "17 %")).contains(new Labels.Label(110, 104, "start", "17 %"));
    }

    @Test
    void goAroundWhatIsThere() {
        List<String> anchors = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            labels.place(new Point(100, 100), 8, "17 %").ifPresent(label -> anchors.add(label.anchor() + " " + label.y()));
        }

        assertThat(anchors).as("right, left, above, below, and the fifth has no room").containsExactly("start 104.0", "end 104.0", "middle 88.0", "middle 120.0");
    }

    @Test
    void stayInThePicture() {
        assertThat(labels.place(new Point(290, 100), 8, "17 %").orElseThrow().anchor()).isEqualTo("end");
        assertThat(labels.place(new Point(150, 3), 8, "a label that is much too long for a picture so small")).isEmpty();
    }

    @Test
    void coverNoMark() {
        labels.mark(new Point(120, 100), 8);

        assertThat(labels.place(new Point(100, 100), 8, "17 %").orElseThrow().anchor()).isEqualTo("end");
    }

    @Test
    void aWantedOneRatherCoversAMarkThanNone() {
        for (int x = 60; x <= 140; x += 10) {
            for (int y = 60; y <= 140; y += 10) {
                labels.mark(new Point(x, y), 8);
            }
        }

        assertThat(labels.place(new Point(100, 100), 8, "17 %")).isEmpty();
        assertThat(labels.placeWanted(new Point(100, 100), 8, "Store · 4").orElseThrow().anchor()).isEqualTo("start");
        assertThat(labels.placeWanted(new Point(104, 100), 8, "Store · 4").orElseThrow().anchor()).as("no label over another").isEqualTo("end");
    }
}
