package acme;

public final class Brush {

    private Brush() {}

    public static String prompt() {
        return "a cat";
    }
}
