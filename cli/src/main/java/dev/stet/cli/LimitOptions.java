package dev.stet.cli;

import dev.stet.server.Limits;
import picocli.CommandLine.Option;

/** {@link Limits} as options. Numbers may end in {@code k} or {@code m}. */
final class LimitOptions {
    @Option(
            names = "--max-frame-bytes",
            paramLabel = "BYTES",
            converter = CountConverter.class,
            defaultValue = "1m",
            description = "The longest message from a client. Default: ${DEFAULT-VALUE}")
    private int maxFrameBytes;

    @Option(
            names = "--max-operation-bytes",
            paramLabel = "BYTES",
            converter = CountConverter.class,
            defaultValue = "512k",
            description = "The longest operation. Default: ${DEFAULT-VALUE}")
    private int maxOperationBytes;

    @Option(
            names = "--max-document-size",
            paramLabel = "UNITS",
            converter = CountConverter.class,
            defaultValue = "16m",
            description = "The largest document; for text in UTF-16 code units. Default: ${DEFAULT-VALUE}")
    private int maxDocumentSize;

    @Option(
            names = "--max-open-documents",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "256",
            description = "Documents that one connection may have open. Default: ${DEFAULT-VALUE}")
    private int maxOpenDocuments;

    @Option(
            names = "--max-state-bytes",
            paramLabel = "BYTES",
            converter = CountConverter.class,
            defaultValue = "1k",
            description = "The longest presence state. Default: ${DEFAULT-VALUE}")
    private int maxStateBytes;

    @Option(
            names = "--max-behind",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "10000",
            description =
                    "Log entries that an operation is transformed over, and a returning client is sent; further behind it"
                            + " gets a snapshot. Default: ${DEFAULT-VALUE}")
    private int maxBehind;

    @Option(
            names = "--max-waiting",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "10000",
            description = "Operations of one document that may wait to be stored. Default: ${DEFAULT-VALUE}")
    private int maxWaiting;

    @Option(
            names = "--tail-operations",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "2000",
            description = "Log entries of an open document kept in memory. Default: ${DEFAULT-VALUE}")
    private int tailOperations;

    @Option(
            names = "--tail-bytes",
            paramLabel = "BYTES",
            converter = CountConverter.class,
            defaultValue = "1m",
            description = "Bytes of such entries kept in memory. Default: ${DEFAULT-VALUE}")
    private int tailBytes;

    @Option(
            names = "--max-history-entries",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "100000",
            description =
                    "Log entries that one request about authors or differences may walk over. Default: ${DEFAULT-VALUE}")
    private int maxHistoryEntries;

    Limits limits() {
        return new Limits(
                maxFrameBytes,
                maxOperationBytes,
                maxDocumentSize,
                maxOpenDocuments,
                maxStateBytes,
                maxBehind,
                maxWaiting,
                tailOperations,
                tailBytes,
                maxHistoryEntries);
    }
}
