package dev.stet.server.storage;

import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * URLs of PostgreSQL's JDBC driver, with the timeouts that keep a database that is away, or hangs, from being waited for
 * without end. A URL that sets one of them itself is left as it is.
 */
final class PostgresUrl {
    static final String PREFIX = "jdbc:postgresql:";

    /** How long a connection may take to be made, in seconds. */
    private static final int CONNECT_SECONDS = 5;

    /** How long an answer may be awaited, in seconds. After it the connection is given up. */
    private static final int ANSWER_SECONDS = 15;

    private PostgresUrl() {}

    /** Throws unless the driver can read the URL. The message has nothing of the URL that could be a password. */
    static void requireReadable(String url) {
        String address = withoutParameters(url);
        if (address.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "user and password do not go before the host of the URL of a store, but into its parameters"
                            + " or settings");
        }
        if (!address.startsWith(PREFIX) || Driver.parseURL(url, null) == null) {
            throw new IllegalArgumentException("a store in PostgreSQL is at " + PREFIX
                    + "//host:port/database, and parameters have their special characters escaped, store=" + address);
        }
    }

    static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** Returns a source of connections that are not pooled. */
    static PGSimpleDataSource source(StoreLocation.Postgres location) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(location.url());
        Properties said = said(location.url());
        if (!said.containsKey(PGProperty.USER.getName())) {
            location.user().ifPresent(source::setUser);
        }
        if (!said.containsKey(PGProperty.PASSWORD.getName())) {
            location.password().ifPresent(source::setPassword);
        }
        if (!said.containsKey(PGProperty.CONNECT_TIMEOUT.getName())) {
            source.setConnectTimeout(CONNECT_SECONDS);
        }
        if (!said.containsKey(PGProperty.SOCKET_TIMEOUT.getName())) {
            source.setSocketTimeout(ANSWER_SECONDS);
        }
        if (!said.containsKey(PGProperty.APPLICATION_NAME.getName())) {
            source.setApplicationName("stet");
        }
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false); // details are made of what is in the rows
        return source;
    }

    private static Properties said(String url) {
        Properties said = Driver.parseURL(url, null);
        if (said == null) {
            throw new IllegalStateException("the URL was readable before, store=" + withoutParameters(url));
        }
        return said;
    }
}
