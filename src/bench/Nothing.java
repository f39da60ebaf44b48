/** Does nothing, so that its process takes what the start of a JVM does. */
final class Nothing {
    private Nothing() {}

    public static void main(String... args) {}
}
