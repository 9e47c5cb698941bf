package dev.stet.cli.load;

import java.time.Duration;

/**
 * Something bad that happens to the server again and again while it is measured.
 *
 * @param every how long nothing happens before each time
 * @param event what happens; returns when the server can be used again
 */
public record Disturbance(Duration every, Event event) {
    /** Something that happens. */
    @FunctionalInterface
    public interface Event {
        /** Makes it happen. */
        void happen() throws InterruptedException;
    }

    /** Makes it happen until the window is over. */
    void repeat(Window window) throws InterruptedException {
        while (true) {
            Thread.sleep(every);
            if (window.isOver(System.nanoTime())) {
                return;
            }
            event.happen();
        }
    }
}
