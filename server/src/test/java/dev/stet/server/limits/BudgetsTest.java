package dev.stet.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How much there is, at the edge and past it, by a clock that the test owns. */
class BudgetsTest {
    private final AtomicLong nanos = new AtomicLong();

    private void pass(long ms) {
        nanos.addAndGet(Duration.ofMillis(ms).toNanos());
    }

    private Budgets budgets(long perSecond, long burst) {
        return new Budgets(new Rate(perSecond, burst), nanos::get);
    }

    @Test
    void whatIsSavedUpIsThereAndNotOneMore() {
        Allowance ada = budgets(10, 5).allowance("ada");
        for (int i = 0; i < 5; i++) {
            assertThat(ada.take(1)).isZero();
        }
        assertThat(ada.take(1)).isEqualTo(100);
        pass(99);
        assertThat(ada.take(1)).isEqualTo(1);
        pass(1);
        assertThat(ada.take(1)).isZero();
        assertThat(ada.take(1)).isPositive();
    }

    @Test
    void takingInAdvanceGivesNotOneMoreEither() {
        Allowance ada = budgets(10_000, 20_000).allowance("ada");
        int taken = 0;
        while (ada.take(1) == 0) {
            taken++;
        }
        assertThat(taken).isEqualTo(20_000);
    }

    @Test
    void whoeverIsAtTheLimitIsToldToWaitForASixteenthOfWhatCanBeSavedUp() {
        Allowance ada = budgets(1_000, 1_600).allowance("ada");
        assertThat(ada.take(1_600)).isZero();
        assertThat(ada.take(1)).isEqualTo(100);
    }

    @Test
    void twoOfOneUserShareABudgetAndAnotherHasOneOfTheirOwn() {
        Budgets budgets = budgets(1, 10);
        Allowance one = budgets.allowance("ada");
        Allowance two = budgets.allowance("ada");
        assertThat(one.take(6)).isZero();
        assertThat(two.take(5)).isPositive();
        assertThat(two.take(4)).isZero();
        assertThat(budgets.allowance("grace").take(10)).isZero();
    }

    @Test
    void whatWasTakenInAdvanceIsGivenBack() {
        Budgets budgets = budgets(1_000, 25_600);
        Allowance one = budgets.allowance("ada");
        assertThat(one.take(1)).isZero();
        one.giveBack();
        assertThat(budgets.take("ada", 25_599)).isZero();
        assertThat(budgets.take("ada", 1)).isPositive();
    }

    @Test
    void moreThanCanBeSavedUpIsTakenWhenEverythingIsThere() {
        Allowance ada = budgets(100, 100).allowance("ada");
        assertThat(ada.take(1_000_000)).isZero();
        assertThat(ada.take(1_000_000)).isEqualTo(1_000);
        pass(1_000);
        assertThat(ada.take(1_000_000)).isZero();
    }

    @Test
    void whatIsSpentIsGoneAndHasToBeMadeGood() {
        Budgets budgets = budgets(1_000, 100);
        Allowance ada = budgets.allowance("ada");
        assertThat(ada.spend(100)).isZero();
        assertThat(ada.spend(500)).isBetween(500L, 501L);
        pass(500);
        assertThat(ada.take(1)).isPositive();
        pass(1);
        assertThat(budgets.take("ada", 1)).isZero();
    }

    @Test
    void withoutALimitThereIsAsMuchAsOneLikesAndNothingIsKept() {
        Budgets budgets = new Budgets(Rate.UNLIMITED, nanos::get);
        Allowance ada = budgets.allowance("ada");
        assertThat(ada.take(Long.MAX_VALUE)).isZero();
        assertThat(ada.spend(Long.MAX_VALUE)).isZero();
        assertThat(budgets.take("ada", Long.MAX_VALUE)).isZero();
        assertThat(budgets.size()).isZero();
    }

    @Test
    void aBudgetThatIsFullAgainIsForgotten() {
        Budgets budgets = budgets(10, 10);
        assertThat(budgets.take("ada", 5)).isZero();
        budgets.forgetFull();
        assertThat(budgets.size()).isEqualTo(1);
        pass(499);
        budgets.forgetFull();
        assertThat(budgets.size()).isEqualTo(1);
        pass(1);
        budgets.forgetFull();
        assertThat(budgets.size()).isZero();
    }

    @Test
    void ratesAreChecked() {
        assertThatThrownBy(() -> new Rate(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Rate.perSecond(100, Duration.ofMillis(2_500))).isEqualTo(new Rate(100, 250));
        assertThat(Rate.perSecond(1, Duration.ofMillis(1))).isEqualTo(new Rate(1, 1));
    }

    @Test
    void farFromTheLimitAMessageAllocatesNothing() {
        Allowance ada = budgets(10_000, 20_000).allowance("ada");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().threadId();
        for (int round = 0; round < 3; round++) {
            take(ada, 5_000);
            pass(1_000);
        }
        long before = threads.getThreadAllocatedBytes(self);
        take(ada, 10_000);
        assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
    }

    private static void take(Allowance allowance, int messages) {
        for (int i = 0; i < messages; i++) {
            if (allowance.take(1) != 0) {
                throw new AssertionError("refused, message=" + i);
            }
        }
    }

    @Test
    void offendersAreFoundAndForgiven() {
        TrafficLimits three = new TrafficLimits(Duration.ofSeconds(1), 0, 0, 0, 0, 0, 3, 0, 0, 0, 0);
        Quotas quotas = Quotas.of(three, nanos::get);
        assertThat(quotas.bannedMs("ada")).isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(quotas.offended("ada")).isFalse();
        }
        assertThat(quotas.offended("ada")).isTrue();
        assertThat(quotas.bannedMs("ada")).isEqualTo(20_000);
        assertThat(quotas.bannedMs("grace")).isZero();
        pass(20_000);
        assertThat(quotas.bannedMs("ada")).isZero();
        assertThat(quotas.offended("ada")).isFalse();
        assertThat(quotas.offended("ada")).isTrue();
    }

    @Test
    void aSeatIsThereUntilTheLastOneIsTakenAndAgainWhenOneIsFree() {
        TrafficLimits limits = new TrafficLimits(Duration.ofSeconds(1), 0, 0, 0, 0, 0, 0, 3, 2, 0, 0);
        Quotas quotas = Quotas.of(limits, nanos::get);
        ConnectionSeat first = ConnectionSeat.take(quotas, "ada", java.util.Optional.empty());
        assertThat(quotas.userConnections().taken("ada")).isEqualTo(1);
        ConnectionSeat second = ConnectionSeat.take(quotas, "ada", java.util.Optional.of("192.0.2.7"));
        assertThat(List.of(first.fit(), second.fit())).containsOnly(ConnectionSeat.Fit.FITS);
        assertThat(quotas.userConnections().taken("ada")).isEqualTo(2);
        ConnectionSeat third = ConnectionSeat.take(quotas, "ada", java.util.Optional.empty());
        assertThat(third.fit()).isEqualTo(ConnectionSeat.Fit.USER_FULL);
        assertThat(quotas.connections().taken(Quotas.ALL)).isEqualTo(3);
        first.free();
        second.free();
        third.free();
        assertThat(quotas.userConnections().holders()).isZero();
        assertThat(quotas.connections().holders()).isZero();
        assertThat(quotas.addressConnections().holders()).isZero();
    }
}
