package dev.stet.client;

/** In what form a document's content comes and goes. */
public enum MediaType {
    /** A text as it is; of rich text the characters alone. */
    TEXT("text/plain"),
    /** Markdown, of rich text. */
    MARKDOWN("text/markdown"),
    /** HTML, of rich text. */
    HTML("text/html"),
    /** The content in the format of its type. */
    JSON("application/json");

    private final String name;

    MediaType(String name) {
        this.name = name;
    }

    /** Returns the name that HTTP has for it. */
    public String httpName() {
        return name;
    }
}
