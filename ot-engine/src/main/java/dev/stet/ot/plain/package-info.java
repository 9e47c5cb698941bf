/**
 * Reading what comes in its encoded form: plain lists, maps, strings and numbers, which anybody may have made up.
 *
 * <p>Used by the codecs of the types and not exported. Uses the contract, {@code dev.stet.ot}, and nothing else.
 *
 * <p>Threads: functions without state.
 */
package dev.stet.ot.plain;
