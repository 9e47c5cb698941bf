package dev.stet.ot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** No law is without a property. */
class TypeLawsTest {
    @Test
    void everyLawIsAProperty() {
        List<String> laws = Arrays.stream(Law.values())
                .map(law -> law.name().replace("_", "").toLowerCase(Locale.ROOT))
                .toList();
        assertThat(TypeLaws.class.getDeclaredMethods())
                .filteredOn(method -> method.isAnnotationPresent(Property.class))
                .extracting(method -> method.getName().toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(laws);
    }
}
