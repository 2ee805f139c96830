package dev.replicate4j.api;

import java.io.Serializable;

/**
 * What kind of account it is. An open set: a value that this version does not know is kept as it is.
 *
 * @param value the word that the API uses
 */
public record AccountType(String value) implements Serializable {

    /** One person. */
    public static final AccountType USER = new AccountType("user");

    /** Several people who share models and bills. */
    public static final AccountType ORGANIZATION = new AccountType("organization");

    /** Returns the word that the API uses. */
    @Override
    public String toString() {
        return value;
    }
}
