package dev.stet.server.transport;

import dev.stet.server.protocol.CborCodec;
import dev.stet.server.protocol.Json;
import dev.stet.server.protocol.JsonCodec;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.ServerMessage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What deflating costs and saves, by the length of frames. Prints a table: the frame, its bytes, its bytes deflated, and the
 * processor time for it. {@code BENCHMARKS.md} has the results.
 */
public final class DeflationMeasurement {
    private static final Deflation DEFLATION = new Deflation(1);

    private DeflationMeasurement() {}

    /** Runs it, in the folder of the module. */
    public static void main(String[] args) throws Exception {
        String prose = Files.readString(Path.of("PROTOCOL.md"));
        System.out.printf("%-34s %9s %9s %6s %10s%n", "frame", "bytes", "deflated", "%", "micros");
        for (MessageCodec codec : List.of(new JsonCodec(), new CborCodec())) {
            for (int count : new int[] {1, 2, 4, 8, 16, 32, 128, 1024}) {
                print(codec.subprotocol() + " typing " + count, codec.encode(List.of(typed(count, 1, prose))));
            }
            for (int length : new int[] {100, 1_000, 10_000}) {
                print(codec.subprotocol() + " pasted " + length, codec.encode(List.of(typed(1, length, prose))));
                String text = prose.repeat(1 + length / prose.length()).substring(0, length);
                print(codec.subprotocol() + " snapshot " + length, codec.encode(List.of(opened(text))));
            }
            print(codec.subprotocol() + " snapshot 1000000", codec.encode(List.of(opened(prose.repeat(60)))));
        }
    }

    private static ServerMessage typed(int count, int length, String prose) {
        List<ServerMessage.AppliedOperation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object op = List.of(1_000 + i * length, prose.substring(1_000 + i * length, 1_000 + (i + 1) * length));
            operations.add(new ServerMessage.AppliedOperation(Json.of(op), "guest-1f0e3dad"));
        }
        return new ServerMessage.Applied("minutes", 4_711 + count, operations);
    }

    private static ServerMessage opened(String text) {
        return new ServerMessage.Opened(
                Optional.of("1"),
                "minutes",
                "text",
                4_711,
                Optional.of(Json.of(text)),
                Optional.empty(),
                "editor",
                "p-4",
                List.of(new ServerMessage.Participant(
                        "p-1", "guest-0cc175b9", Optional.empty(), Optional.of(Json.of(Map.of("name", "Ada"))))));
    }

    private static void print(String name, byte[] frame) {
        int rounds = Math.max(20, 40_000_000 / (frame.length + 20_000));
        int deflated = 0;
        long micros = 0;
        for (int half = 0; half < 2; half++) { // the first half warms up
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < rounds; i++) {
                deflated = DEFLATION.deflate(frame).length;
            }
            micros = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / rounds / 1_000;
        }
        System.out.printf(
                "%-34s %9d %9d %5d%% %10d%n", name, frame.length, deflated, 100L * deflated / frame.length, micros);
    }
}
