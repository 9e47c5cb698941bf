package dev.stet.server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every test of the class is done by clients that speak JSON, and by clients that speak CBOR. */
@ParameterizedClass(name = "{0}")
@EnumSource(Encoding.class)
abstract class InBothEncodings {
    @Parameter
    Encoding encoding;

    @BeforeEach
    void speak() {
        RawClient.speak(encoding);
    }

    @AfterEach
    void speakJsonAgain() {
        RawClient.speak(Encoding.JSON);
    }
}
