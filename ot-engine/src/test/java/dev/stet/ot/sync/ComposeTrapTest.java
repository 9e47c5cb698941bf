package dev.stet.ot.sync;

import static dev.stet.ot.sync.AuthorityScript.authorityAt;
import static dev.stet.ot.sync.AuthorityScript.entry;
import static dev.stet.ot.sync.ClientScript.clientOpens;
import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import org.junit.jupiter.api.Test;

/**
 * Transforming over a composition is not transforming over its parts. The document is {@code z}; the client inserts
 * {@code y} after it, while the log takes in the deletion of {@code z} and then an {@code x}.
 */
final class ComposeTrapTest {
    private static final TextOperation Y_AFTER_Z = TextOperation.replace(1, 0, "y");
    private static final TextOperation DELETE_Z = TextOperation.replace(0, 1, "");
    private static final TextOperation INSERT_X = TextOperation.replace(0, 0, "x");

    @Test
    void theTwoWaysDiffer() {
        TextOperation stepByStep = TEXT.transform(TEXT.transform(Y_AFTER_Z, DELETE_Z, Side.LEFT), INSERT_X, Side.LEFT);
        TextOperation atOnce = TEXT.transform(Y_AFTER_Z, TEXT.compose(DELETE_Z, INSERT_X), Side.LEFT);
        assertThat(TEXT.apply(Rope.of("x"), stepByStep)).hasToString("yx");
        assertThat(TEXT.apply(Rope.of("x"), atOnce)).hasToString("xy");
    }

    @Test
    void clientAndAuthorityGoStepByStep() {
        authorityAt(1, "z")
                .submits("bob#1", 1, DELETE_Z)
                .submits("bob#2", 1, INSERT_X)
                .submits("ann#1", 1, Y_AFTER_Z)
                .storeSucceeds()
                .storeSucceeds()
                .has(4, "yx", 4);
        clientOpens(1, "z")
                .clientEdits(Y_AFTER_Z)
                .serverApplies(2, DELETE_Z)
                .serverApplies(3, INSERT_X)
                .shows("yx")
                .serverAcks(1, 4)
                .shows("yx");
    }

    @Test
    void theClientGoesStepByStepOverWhatItTakesInAtOnce() {
        clientOpens(1, "z")
                .clientEdits(Y_AFTER_Z)
                .serverAppliesAtOnce(3, DELETE_Z, INSERT_X)
                .shows("yx")
                .serverAcks(1, 4)
                .shows("yx");
    }

    /** What was in the log before the client's operation is gone over in single entries, also from history. */
    @Test
    void theAuthorityGoesStepByStepOverHistoryToo() {
        authorityAt(3, "x")
                .submits("ann#1", 1, Y_AFTER_Z)
                .historyIsRead(entry(2, "bob#1", DELETE_Z), entry(3, "bob#2", INSERT_X))
                .storeSucceeds()
                .has(4, "yx", 4);
    }

    /**
     * A client that gets a snapshot goes over the difference at once. That is right as long as nothing but what it then
     * sends can enter the log: the older copy of its operation is refused, because the client is out of reach.
     */
    @Test
    void aSnapshotIsSafeOnlyForAClientOutOfReach() {
        AuthorityScript near = authorityAt(3, "x", new AuthorityLimits(100, 2));
        assertThat(near.authority().outOfReach(1)).isFalse();

        AuthorityScript far = authorityAt(3, "x", new AuthorityLimits(100, 1));
        assertThat(far.authority().outOfReach(1)).isTrue();
        clientOpens(1, "z")
                .clientEdits(Y_AFTER_Z)
                .loseConnection()
                .sends("#1 on 1: [1,\"y\"]")
                .reload(3, "x")
                .shows("xy")
                .sends("#1 on 3: [1,\"y\"]");
        far.submits("ann#1", 1, Y_AFTER_Z)
                .does("refuse ann#1 BASE_TOO_OLD")
                .submits("ann#1", 3, Y_AFTER_Z)
                .storeSucceeds()
                .has(4, "xy", 4);
    }
}
