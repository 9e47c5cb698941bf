package dev.stet.ot.sync;

import static dev.stet.ot.sync.ClientScript.clientOpens;

import dev.stet.ot.sync.ClientState.AwaitingAck;
import dev.stet.ot.sync.ClientState.AwaitingWithBuffer;
import dev.stet.ot.sync.ClientState.Offline;
import dev.stet.ot.sync.ClientState.Synchronized;
import dev.stet.ot.text.TextOperation;
import org.junit.jupiter.api.Test;

/** The client's rules, one by one. */
final class SyncClientTest {

    @Test
    void anEditIsShownAndSentAtOnce() {
        clientOpens(7, "Hello")
                .clientTypes(5, "!")
                .shows("Hello!")
                .sends("#1 on 7: [5,\"!\"]")
                .is(AwaitingAck.class, 7);
    }

    @Test
    void anEditThatChangesNothingIsNotSent() {
        clientOpens(7, "Hello")
                .clientEdits(TextOperation.noop())
                .sends()
                .is(Synchronized.class, 7)
                .clientTypes(0, "x")
                .sends("#1 on 7: [\"x\"]")
                .clientEdits(TextOperation.noop())
                .is(AwaitingAck.class, 7);
    }

    @Test
    void whatIsTypedBeforeTheAckIsSentAsOneOperationAfterIt() {
        clientOpens(0, "")
                .clientTypes(0, "a")
                .sends("#1 on 0: [\"a\"]")
                .clientTypes(1, "b")
                .clientTypes(2, "c")
                .sends()
                .is(AwaitingWithBuffer.class, 0)
                .serverAcks(1, 1)
                .sends("#2 on 1: [1,\"bc\"]")
                .is(AwaitingAck.class, 1)
                .serverAcks(2, 2)
                .sends()
                .is(Synchronized.class, 2)
                .shows("abc");
    }

    @Test
    void operationsOfOthersAreShownAndMoveWhatIsNotAcknowledged() {
        clientOpens(3, "Hello")
                .clientTypes(5, "!")
                .clientTypes(6, "?")
                .otherTypes(4, 0, ">> ")
                .shows(">> Hello!?")
                .is(AwaitingWithBuffer.class, 4)
                .sends("#1 on 3: [5,\"!\"]")
                .serverAcks(1, 5)
                .sends("#2 on 5: [9,\"?\"]")
                .serverAcks(2, 6)
                .is(Synchronized.class, 6)
                .shows(">> Hello!?");
    }

    @Test
    void ofTwoInsertsAtOnePlaceTheOneThatIsNotInTheLogIsLeft() {
        clientOpens(0, "")
                .clientTypes(0, "mine")
                .clientTypes(4, "too")
                .otherTypes(1, 0, "log")
                .shows("minetoolog");
    }

    @Test
    void anAckThatWasHeardBeforeIsIgnored() {
        clientOpens(0, "")
                .clientTypes(0, "a")
                .serverAcks(1, 1)
                .serverAcks(1, 1)
                .is(Synchronized.class, 1)
                .clientTypes(1, "b")
                .serverAcks(1, 1)
                .is(AwaitingAck.class, 1);
    }

    @Test
    void aRefusedOperationIsTakenBackAndTheEditsAfterItStay() {
        clientOpens(2, "Hello")
                .clientTypes(5, " world")
                .clientTypes(0, "Oh. ")
                .sends("#1 on 2: [5,\" world\"]")
                .serverRefusesForGood(1)
                .returns("[5,\" world\"]")
                .shows("Oh. Hello")
                .sends("#2 on 2: [\"Oh. \"]")
                .is(AwaitingAck.class, 2);
    }

    @Test
    void editsInsideARefusedInsertGoWithIt() {
        clientOpens(2, "ab")
                .clientTypes(1, "xyz")
                .clientDeletes(2, 1)
                .serverRefusesForGood(1)
                .shows("ab")
                .is(AwaitingAck.class, 2);
    }

    @Test
    void aRefusedDeleteBringsTheTextBack() {
        clientOpens(2, "Hello")
                .clientDeletes(0, 5)
                .clientTypes(0, "Bye")
                .otherTypes(3, 5, "!")
                .serverRefusesForGood(1)
                .is(AwaitingAck.class, 3)
                .shows("ByeHello!");
    }

    @Test
    void aRefusalOfWhatIsNotInFlightIsIgnored() {
        clientOpens(2, "Hello")
                .serverRefusesForGood(1)
                .is(Synchronized.class, 2)
                .clientTypes(0, "a")
                .serverRefusesForGood(7)
                .returns()
                .is(AwaitingAck.class, 2)
                .shows("aHello");
    }

    @Test
    void aRetryIsMadeOnTheRevisionTheClientHasThen() {
        clientOpens(2, "Hello")
                .clientTypes(5, "!")
                .otherTypes(3, 0, "-")
                .sends("#1 on 2: [5,\"!\"]")
                .retry()
                .sends("#1 on 3: [6,\"!\"]")
                .serverAcks(1, 4)
                .retry()
                .sends();
    }

    @Test
    void aRetryWithoutAConnectionSendsNothing() {
        clientOpens(2, "Hello")
                .clientTypes(5, "!")
                .sends("#1 on 2: [5,\"!\"]")
                .loseConnection()
                .retry()
                .sends();
    }

    @Test
    void editsGatherWhileThereIsNoConnection() {
        clientOpens(2, "Hello")
                .loseConnection()
                .clientTypes(5, " ")
                .clientTypes(6, "you")
                .sends()
                .is(Offline.class, 2)
                .resume()
                .sends("#1 on 2: [5,\" you\"]")
                .is(AwaitingAck.class, 2);
    }

    @Test
    void anOperationInFlightThatIsNotStoredIsSentAgainAsItWas() {
        clientOpens(2, "Hello")
                .clientTypes(5, "!")
                .sends("#1 on 2: [5,\"!\"]")
                .loseConnection()
                .clientTypes(6, "?")
                .resume()
                .sends("#1 on 2: [5,\"!\"]")
                .is(AwaitingWithBuffer.class, 2)
                .serverAcks(1, 3)
                .sends("#2 on 3: [6,\"?\"]");
    }

    @Test
    void anOperationInFlightThatIsStoredIsNotSentAgain() {
        clientOpens(2, "Hello")
                .clientTypes(5, "!")
                .sends("#1 on 2: [5,\"!\"]")
                .loseConnection()
                .resumeWithInFlightStoredAt(4)
                .sends()
                .is(AwaitingAck.class, 2)
                .otherTypes(3, 0, "-")
                .serverAcks(1, 4)
                .is(Synchronized.class, 4)
                .shows("-Hello!");
    }

    @Test
    void losingTheConnectionTwiceChangesNothing() {
        clientOpens(2, "Hello")
                .clientTypes(5, "!")
                .loseConnection()
                .loseConnection()
                .is(Offline.class, 2)
                .shows("Hello!");
    }

    @Test
    void aReloadKeepsEveryEdit() {
        clientOpens(2, "Hello")
                .clientTypes(5, "!")
                .clientTypes(6, "?")
                .sends("#1 on 2: [5,\"!\"]")
                .loseConnection()
                .clientTypes(7, ".")
                .reload(90, "Oh, Hello")
                .shows("Oh, Hello!?.")
                .sends("#1 on 90: [9,\"!\"]")
                .is(AwaitingWithBuffer.class, 90)
                .serverAcks(1, 91)
                .sends("#2 on 91: [10,\"?.\"]");
    }

    @Test
    void aReloadThatContainsTheOperationInFlightDoesNotSendItAgain() {
        clientOpens(2, "Hello")
                .clientTypes(5, "!")
                .sends("#1 on 2: [5,\"!\"]")
                .loseConnection()
                .clientTypes(6, "?")
                .reloadWithInFlightStored(90, "Oh, Hello!")
                .shows("Oh, Hello!?")
                .sends("#2 on 90: [10,\"?\"]")
                .is(AwaitingAck.class, 90);
    }

    @Test
    void aReloadOfAClientWithoutEditsShowsTheSnapshot() {
        clientOpens(2, "Hello")
                .loseConnection()
                .reload(9, "Bye")
                .shows("Bye")
                .sends()
                .is(Synchronized.class, 9);
    }

    @Test
    void numbersGoOnAfterAReloadAndAfterARefusal() {
        clientOpens(0, "")
                .clientTypes(0, "a")
                .serverRefusesForGood(1)
                .clientTypes(0, "b")
                .loseConnection()
                .reloadWithInFlightStored(5, "b")
                .clientTypes(1, "c")
                .sends("#1 on 0: [\"a\"]", "#2 on 0: [\"b\"]", "#3 on 5: [1,\"c\"]");
    }
}
