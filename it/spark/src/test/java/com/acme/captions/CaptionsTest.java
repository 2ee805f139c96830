package com.acme.captions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CaptionsTest {

    @Test
    void everyPictureHasACaptionThatIsPaidOnce() throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Captions.main(new String[0]);
        } finally {
            System.setOut(out);
        }

        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("Rows with a caption: 200"), text);
        assertTrue(text.contains("Predictions that were paid: 200"), text);
    }
}
