package org.juliaset.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a person does to a page: with a mouse, keys and fingers. Places are in pixels of the window. */
public final class Input {
    private static final Map<String, Integer> MODIFIERS = Map.of("Alt", 1, "Control", 2, "Meta", 4, "Shift", 8);

    /** Codes of Windows, by which Chromium knows keys. */
    private static final Map<String, Integer> NAMED_KEYS = Map.ofEntries(
            Map.entry("Backspace", 8), Map.entry("Tab", 9), Map.entry("Enter", 13), Map.entry("Escape", 27),
            Map.entry("PageUp", 33), Map.entry("PageDown", 34), Map.entry("End", 35), Map.entry("Home", 36),
            Map.entry("ArrowLeft", 37), Map.entry("ArrowUp", 38), Map.entry("ArrowRight", 39),
            Map.entry("ArrowDown", 40), Map.entry("Delete", 46), Map.entry("F1", 112));

    /** The same of signs, whose own numbers are those of other keys. */
    private static final Map<String, Integer> SIGNS = Map.of(
            "+", 187, "=", 187, ",", 188, "-", 189, ".", 190, "?", 191, "/", 191, "[", 219, "]", 221);

    private final DevTools protocol;

    Input(DevTools protocol) {
        this.protocol = protocol;
    }

    /** A place in the window. */
    public record Place(double x, double y) {
        private Map<String, Double> asMap() {
            return Map.of("x", x, "y", y);
        }
    }

    /** Sends an event of the mouse, by the names of the protocol. */
    public void mouse(String type, double x, double y, Map<String, ?> more) throws Exception {
        Map<String, Object> params = new HashMap<>(more);
        params.putAll(Map.of("type", type, "x", x, "y", y));
        protocol.send("Input.dispatchMouseEvent", params);
    }

    /** Moves the pointer, with no button pressed. */
    public void move(double x, double y) throws Exception {
        mouse("mouseMoved", x, y, Map.of());
    }

    /** Clicks once with the left button. */
    public void click(double x, double y) throws Exception {
        move(x, y);
        click(x, y, 1);
    }

    /** Clicks twice, fast. */
    public void doubleClick(double x, double y) throws Exception {
        click(x, y);
        click(x, y, 2);
    }

    private void click(double x, double y, int count) throws Exception {
        mouse("mousePressed", x, y, Map.of("button", "left", "buttons", 1, "clickCount", count));
        mouse("mouseReleased", x, y, Map.of("button", "left", "clickCount", count));
    }

    /** Presses the left button, moves along a line in some steps, and releases it. */
    public void drag(Place start, Place end, int steps) throws Exception {
        move(start.x, start.y);
        mouse("mousePressed", start.x, start.y, Map.of("button", "left", "buttons", 1, "clickCount", 1));
        for (int step = 1; step <= steps; step++) {
            Place place = between(start, end, (double) step / steps);
            mouse("mouseMoved", place.x, place.y, Map.of("button", "left", "buttons", 1));
        }
        mouse("mouseReleased", end.x, end.y, Map.of("button", "left", "clickCount", 1));
    }

    private static Place between(Place start, Place end, double share) {
        return new Place(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share);
    }

    /** Turns the wheel; a notch of most mice is 120, away from the person negative. */
    public void wheel(double x, double y, double turn) throws Exception {
        mouse("mouseWheel", x, y, Map.of("deltaX", 0, "deltaY", turn));
    }

    /**
     * Presses and releases a key.
     *
     * @param key a character or a name of the DOM such as {@code Escape}, after modifiers such as {@code Control+}
     */
    public void key(String key) throws Exception {
        String name = key;
        int modifiers = 0;
        for (int end = name.indexOf('+'); end > 0; end = name.indexOf('+')) {
            modifiers |= MODIFIERS.get(name.substring(0, end));
            name = name.substring(end + 1);
        }
        Map<String, Object> params = new HashMap<>(Map.of("key", name, "modifiers", modifiers));
        Integer code = NAMED_KEYS.get(name);
        if (code == null && name.length() != 1) {
            throw new IllegalArgumentException("no code is known of the key " + key);
        }
        params.put("code", codeOf(name));
        int sign = SIGNS.getOrDefault(name, (int) Character.toUpperCase(name.charAt(0)));
        params.put("windowsVirtualKeyCode", code == null ? sign : code);
        // a key that types; with Control it is a command
        if (code == null && (modifiers & ~MODIFIERS.get("Shift")) == 0) {
            params.put("text", name);
        } else if (name.equals("Enter")) {
            params.put("text", "\r");
        }
        send("Input.dispatchKeyEvent", "keyDown", params);
        params.remove("text");
        send("Input.dispatchKeyEvent", "keyUp", params);
    }

    private static String codeOf(String name) {
        char first = name.charAt(0);
        if (name.length() > 1) {
            return name;
        } else if (first == ' ') {
            return "Space";
        } else if (Character.isDigit(first)) {
            return "Digit" + name;
        }
        return Character.isLetter(first) ? "Key" + Character.toUpperCase(first) : "";
    }

    /** Types a text into the field that has the focus, all at once. */
    public void text(String text) throws Exception {
        protocol.send("Input.insertText", Map.of("text", text));
    }

    /** Tells pages from now on that the window can be touched, or that it cannot. */
    public void enableTouch(boolean enabled) throws Exception {
        protocol.send("Emulation.setTouchEmulationEnabled", Map.of("enabled", enabled, "maxTouchPoints", 5));
    }

    /** Touches the window with a finger and lets it go at once. */
    public void tap(double x, double y) throws Exception {
        touch("touchStart", List.of(new Place(x, y)));
        touch("touchEnd", List.of());
    }

    /** Moves as many fingers as there are places along lines in some steps. */
    public void swipe(List<Place> start, List<Place> end, int steps) throws Exception {
        touch("touchStart", start);
        for (int step = 1; step <= steps; step++) {
            List<Place> places = new ArrayList<>();
            for (int finger = 0; finger < start.size(); finger++) {
                places.add(between(start.get(finger), end.get(finger), (double) step / steps));
            }
            touch("touchMove", places);
        }
        touch("touchEnd", List.of());
    }

    private void touch(String type, List<Place> places) throws Exception {
        List<Map<String, Object>> points = new ArrayList<>();
        for (Place place : places) {
            Map<String, Object> point = new HashMap<>(place.asMap());
            point.put("id", points.size());
            points.add(point);
        }
        send("Input.dispatchTouchEvent", type, Map.of("touchPoints", points));
    }

    /** Drops a file on the page, as from a file manager. */
    public void drop(double x, double y, Path file) throws Exception {
        Map<String, ?> data = Map.of("items", List.of(), "files", List.of(file.toAbsolutePath().toString()),
                "dragOperationsMask", 1);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            send("Input.dispatchDragEvent", type, Map.of("x", x, "y", y, "data", data));
        }
    }

    private void send(String method, String type, Map<String, ?> more) throws Exception {
        Map<String, Object> params = new HashMap<>(more);
        params.put("type", type);
        protocol.send(method, params);
    }
}
