package dev.stet.cli.log;

/** The form of a line in the log. */
public enum LogFormat {
    /** For people: time, level, logger, message. */
    TEXT,
    /** For programs: a JSON object. */
    JSON
}
