package org.juliaset.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strict reading of queries. */
class QueryTest {
    private static final int MOST = 8192;

    @Test
    void fieldsHaveNamesAndTexts() {
        Query query = Query.of("c=-0.8%2B0.156i&flat&palette=%23fff%2c+navy&name=%C3%BC.png&center=1,-2&x=", MOST);
        assertEquals(List.of("c", "flat", "palette", "name", "center", "x"), List.copyOf(query.names()));
        assertEquals(Optional.of("-0.8+0.156i"), query.text("c"));
        assertEquals("#fff, navy", query.require("palette"));
        assertEquals("\u00FC.png", query.require("name"));
        assertEquals("1,-2", query.require("center"));
        assertEquals("", query.require("x"));
        assertTrue(query.isAlone("flat") && query.has("flat"));
        assertFalse(query.isAlone("x") || query.isAlone("nothing") || query.has("nothing"));
        assertEquals(Optional.empty(), query.text("nothing"));
    }

    @Test
    void thereMayBeNone() {
        assertTrue(Query.of(null, MOST).names().isEmpty());
        assertTrue(Query.of("", MOST).names().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "a=1&a=2 ~ 400 a is given twice: give it once",
        "a&a=2   ~ 400 a is given twice: give it once",
        "a=%4    ~ 400 the query has a percent sign without two hexadecimal digits after it",
        "a=%     ~ 400 the query has a percent sign without two hexadecimal digits after it",
        "a=%4g   ~ 400 the query has a percent sign without two hexadecimal digits after it",
        "a=%-1   ~ 400 the query has a percent sign without two hexadecimal digits after it",
        "a=%\uFF11\uFF11 ~ 400 the query has a percent sign without two hexadecimal digits after it",
        "a=%ff   ~ 400 the query has bytes that are not UTF-8",
        "a=%c0%ae ~ 400 the query has bytes that are not UTF-8",
        "a=%ed%a0%80 ~ 400 the query has bytes that are not UTF-8",
        "a=\u00FC ~ 400 the query has a letter that is not encoded: write it as a percent sign and two digits",
        "'a= b'  ~ 400 the query has a letter that is not encoded: write it as a percent sign and two digits",
        "&a=1    ~ 400 the query has a field without a name",
        "a=1&    ~ 400 the query has a field without a name",
        "a=1&&b=2 ~ 400 the query has a field without a name",
        "=1      ~ 400 the query has a field without a name",
        "A=1     ~ 400 there is no parameter \"A\": leave it out",
        "a%00=1  ~ 400 there is no parameter \"a?\": leave it out",
        "a.b=1   ~ 400 there is no parameter \"a.b\": leave it out",
        "abcdefghijklmnopqrstuvwxyzabcdefg=1"
                + " ~ 400 there is no parameter \"abcdefghijklmnopqrstuvwxyzabcdefg\": leave it out"
    })
    void whatIsMalformedIsRefused(String raw, String expected) {
        Refusal refusal = assertThrows(Refusal.class, () -> Query.of(raw, MOST));
        assertEquals(expected, refusal.status() + " " + refusal.getMessage());
    }

    @Test
    void whatIsTooLongOrMissingIsRefused() {
        assertEquals(MOST - 2, Query.of("a=" + "x".repeat(MOST - 2), MOST).require("a").length());
        assertEquals(413, assertThrows(Refusal.class, () -> Query.of("a=" + "x".repeat(MOST), MOST)).status());
        assertEquals("b is missing: give one",
                assertThrows(Refusal.class, () -> Query.of("a=1", MOST).require("b")).getMessage());
        assertEquals("a has no value: give one",
                assertThrows(Refusal.class, () -> Query.of("a", MOST).text("a")).getMessage());
    }
}
