package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.BrokenLawError;
import dev.stet.ot.Law;
import dev.stet.ot.OperationType;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Tries;
import dev.stet.ot.sync.AuthorityEffect;
import dev.stet.ot.sync.AuthorityEvent;
import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.ot.sync.DocumentAuthority;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.sync.Submission;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody else's document type: checked by the laws in the test jar, put in order by the machines of the engine. */
class TitleTypeTest {
    private static final OperationType<String, TitleType.Change> TITLE = new TitleType();

    @ParameterizedTest
    @EnumSource
    void keepsTheLaw(Law law) {
        new OperationTypeLaws<>(TITLE, new TitleGenerator(), TitleTypeTest.class)
                .check(law, Tries.count(), Tries.seed());
    }

    @Test
    void theLawsNoticeATypeThatNeverYields() {
        OperationTypeLaws<String, TitleType.Change> laws =
                new OperationTypeLaws<>(neverYielding(), new TitleGenerator(), TitleTypeTest.class);
        assertThatThrownBy(() -> laws.check(Law.CONVERGENCE, 1_000, 1))
                .isInstanceOf(BrokenLawError.class)
                .hasMessageContaining("breaks the law of CONVERGENCE");
    }

    @Test
    void theAuthorityPutsItInOrder() {
        DocumentAuthority<String, TitleType.Change> authority =
                new DocumentAuthority<>(TITLE, AuthorityLimits.none(), 0, TITLE.empty());
        submit(authority, "ann", "Stet");
        submit(authority, "bob", "Dele");
        authority.on(new AuthorityEvent.Stored<>());
        List<AuthorityEffect<TitleType.Change>> effects = authority.on(new AuthorityEvent.Stored<>());
        assertThat(effects).hasSize(1);
        assertThat(authority.durable()).isEqualTo(2);
        assertThat(authority.durableSnapshot()).as("who comes later prevails").isEqualTo("Dele");
    }

    private static void submit(DocumentAuthority<String, TitleType.Change> authority, String who, String title) {
        authority.on(new AuthorityEvent.Submitted<>(
                new Submission<>(new OperationId(who, 1), 0, who, 0, TitleType.Change.to(title), Optional.empty())));
    }

    /** The title type, with a transform that returns what it is given. */
    @SuppressWarnings("unchecked")
    private static OperationType<String, TitleType.Change> neverYielding() {
        return (OperationType<String, TitleType.Change>) Proxy.newProxyInstance(
                TitleTypeTest.class.getClassLoader(),
                new Class<?>[] {OperationType.class},
                (proxy, method, arguments) ->
                        method.getName().equals("transform") ? arguments[0] : method.invoke(TITLE, arguments));
    }
}
