package io.batteryexchange.sandbox.courier;

import java.util.Locale;

/** The world does not let a courier do it. */
public final class Impossible extends RuntimeException {

    /** Why, in a sentence for the person who plays him. */
    public enum Why {
        NOT_FREE("Этот курьер занят.", "This courier is busy."),
        NOBODY_FREE("Все курьеры заняты. Возьмите заказ у одного из них.", "All couriers are busy. Take over the order of one of them."),
        PAST_THE_CABINET("Курьер уже прошёл шкаф: заказ у него не взять.", "The courier is past the cabinet: his order cannot be taken over."),
        NO_CLAIM("Заказа нет.", "There is no order."),
        NOWHERE_TO_GO("Идти некуда.", "There is nowhere to go."),
        ARRIVAL_REFUSED("Заказ не принимает прибытие на эту точку.", "The order does not take the arrival at this point."),
        NO_OPEN_CELL("Перед вами нет открытой ячейки.", "No cell stands open before you."),
        CELL_EMPTY("В открытой ячейке ничего нет.", "There is nothing in the open cell."),
        CELL_FULL("Открытая ячейка занята.", "The open cell is taken."),
        NOTHING_IN_THE_BAG("В сумке нет аккумулятора.", "There is no accumulator in the bag."),
        NO_SCOOTER_HERE("Здесь нет самоката.", "There is no scooter here."),
        BATTERY_DOOR_SHUT("Батарейный отсек закрыт.", "The battery deck is shut."),
        NOT_AT_THE_CABINET("Вы не у шкафа.", "You are not at the cabinet.");

        private final String russian;
        private final String english;

        Why(String russian, String english) {
            this.russian = russian;
            this.english = english;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String sentence(String language) {
            return language.equals("en") ? english : russian;
        }
    }

    private final Why why;

    Impossible(Why why) {
        super(why.english, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
