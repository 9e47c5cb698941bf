package dev.stet.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * The fields in a message of the form {@code sentence, key={} key={}}: each key with its argument, as it was given. A document is
 * called that, however short a message calls it.
 */
final class LogFields {
    private static final Pattern PLACEHOLDER = Pattern.compile("(?:\\b([A-Za-z][A-Za-z0-9]*)=)?\\{}");
    private static final Map<String, String> NAMES = Map.of("doc", "document");

    private LogFields() {}

    static Map<String, Object> of(ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Object[] arguments = event.getArgumentArray();
        if (arguments != null && event.getMessage() != null) {
            Matcher placeholders = PLACEHOLDER.matcher(event.getMessage());
            for (int i = 0; i < arguments.length && placeholders.find(); i++) {
                String key = placeholders.group(1);
                if (key != null) {
                    fields.put(NAMES.getOrDefault(key, key), value(arguments[i]));
                }
            }
        }
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                fields.put(NAMES.getOrDefault(pair.key, pair.key), value(pair.value));
            }
        }
        return fields;
    }

    private static Object value(Object argument) {
        return argument instanceof Number || argument instanceof Boolean ? argument : String.valueOf(argument);
    }
}
