package dev.stet.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentPatternTest {
    @ParameterizedTest
    @CsvSource({
        "notes, notes, true",
        "notes, note, false",
        "notes, notes2, false",
        "team-*, team-, true",
        "team-*, team-7, true",
        "team-*, my-team-7, false",
        "*, anything, true",
        "*-draft, a-draft-draft, true",
        "*-draft, a-drafts, false",
        "a*b*c, abc, true",
        "a*b*c, axxbxxbc, true",
        "a*b*c, acb, false",
        "a.c, abc, false",
        "**, x, true"
    })
    void aStarStandsForAnyCharacters(String pattern, String document, boolean matches) {
        assertThat(new DocumentPattern(pattern).matches(document)).isEqualTo(matches);
    }

    @Test
    void manyStarsTakeNoLongTime() {
        String document = "a".repeat(128);
        assertThat(new DocumentPattern("a*".repeat(63) + "b").matches(document)).isFalse();
    }

    @Test
    void aPatternIsMadeOfWhatNamesAreMadeOf() {
        new DocumentPattern("a".repeat(128));
        assertThatThrownBy(() -> new DocumentPattern("a".repeat(129))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DocumentPattern("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DocumentPattern("a/b")).isInstanceOf(IllegalArgumentException.class);
    }
}
