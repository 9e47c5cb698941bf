package dev.stet.server.storage;

import java.time.Duration;

class PostgresStorageTest extends StorageContract {

    private final StoreLocation.Postgres location = TestPostgres.shared().newDatabase();

    @Override
    Storage open() {
        return PostgresStorage.open(location, Durability.FORCED, Duration.ZERO);
    }
}
