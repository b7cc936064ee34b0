package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.protocol.ProvingSystem;
import io.batcherconsole.engine.runtime.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One fault: where, what, and who is meant. As one line of text:
 *
 * <pre>
 * POINT=[PERCENT%][MOST*][#NTH ]ACTION[@WHO,…]
 *
 * verify=delay(5s)                 every verification takes 5 s longer
 * verify=30%3*delay(5s)@0x4bbb     of that user's, 30 of 100, at most three times
 * balance=delay(2s~500ms)@A        2 s, give or take half a second
 * before-batch-lock=#2 pause       a gate that stops the second one who comes
 * create-new-task=1*error          the next batch reverts
 * reply=drop@B,c2                  user B's second connection hears nothing
 * </pre>
 *
 * ACTION is delay(TIME), delay(TIME~JITTER), error, drop or pause; WHO is a user's name, the
 * beginning of an address, a connection (c2) or a proving system.
 */
public record FaultRule(FaultPoint point, FaultAction action, FaultScope scope) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<point>[a-z-]+)\\s*=\\s*"
              + "(?:(?<percent>\\d{1,3}(?:\\.\\d{1,3})?)%\\s*)?"
              + "(?:(?<most>\\d{1,9})\\*\\s*)?"
              + "(?:#(?<nth>\\d{1,9})\\s*)?"
              + "(?<action>[a-z]+)(?:\\((?<argument>[^()]*)\\))?"
              + "\\s*(?:@(?<who>.+))?");

  private static final Pattern CONNECTION = Pattern.compile("c(\\d{1,6})");

  /** A name as {@code UserNames} gives it, the beginning of an address, or its first digits. */
  private static final Pattern USER =
      Pattern.compile("[A-Z]{1,3}|0x[0-9a-fA-F]{1,40}|[0-9a-fA-F]{6}");

  public FaultRule {
    if (!point.kinds().contains(action.kind())) {
      throw new IllegalArgumentException(
          "\""
              + action.text()
              + "\" cannot be done at "
              + point.words()
              + "; there is delay(5s), pause"
              + (point.kinds().contains(FaultAction.Kind.ERROR) ? ", error" : "")
              + (point.kinds().contains(FaultAction.Kind.DROP) ? ", drop" : "")
              + (point.failure().isEmpty() ? "." : " (" + point.failure() + ")."));
    }
  }

  /** Delays every verification of those users; of all when there is none. */
  public static FaultRule delayVerification(Duration delay, Set<String> users) {
    return new FaultRule(
        FaultPoint.VERIFY, new FaultAction.Delay(delay, Duration.ZERO), FaultScope.ofUsers(users));
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException when it is none; the message says what is wrong and how to
   *     write it
   */
  public static FaultRule parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw wrong(text, "it has the form POINT=ACTION, as verify=delay(5s)@A");
    }
    try {
      FaultScope who = scope(parts.group("who"));
      return new FaultRule(
          FaultPoint.named(parts.group("point")),
          action(parts.group("action"), parts.group("argument")),
          new FaultScope(
              who.users(),
              who.connection(),
              who.system(),
              count(parts.group("nth"), "#"),
              parts.group("percent") == null ? 100 : Double.parseDouble(parts.group("percent")),
              count(parts.group("most"), "*")));
    } catch (IllegalArgumentException reason) {
      throw wrong(text, String.valueOf(reason.getMessage()));
    }
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("\"" + text + "\" is no fault rule: " + why);
  }

  private static long count(@Nullable String digits, String sign) {
    if (digits == null) {
      return 0;
    }
    long count = Long.parseLong(digits);
    if (count == 0) {
      throw new IllegalArgumentException("the number at \"" + sign + "\" counts from 1 on.");
    }
    return count;
  }

  private static FaultAction action(String name, @Nullable String argument) {
    FaultAction action =
        switch (name) {
          case "delay" -> delay(argument);
          case "error" -> new FaultAction.Fail();
          case "drop" -> new FaultAction.Drop();
          case "pause" -> new FaultAction.Pause();
          default ->
              throw new IllegalArgumentException(
                  "there is no action \""
                      + name
                      + "\"; there is delay(5s), error, drop and pause.");
        };
    if (argument != null && action.kind() != FaultAction.Kind.DELAY) {
      throw new IllegalArgumentException("only a delay takes something in parentheses.");
    }
    return action;
  }

  private static FaultAction delay(@Nullable String argument) {
    if (argument == null) {
      throw new IllegalArgumentException("a delay needs its time, as delay(5s).");
    }
    int spread = argument.indexOf('~');
    return spread < 0
        ? new FaultAction.Delay(Durations.parse(argument), Duration.ZERO)
        : new FaultAction.Delay(
            Durations.parse(argument.substring(0, spread)),
            Durations.parse(argument.substring(spread + 1)));
  }

  private static FaultScope scope(@Nullable String list) {
    if (list == null) {
      return FaultScope.ALL;
    }
    Set<String> users = new HashSet<>();
    Optional<Integer> connection = Optional.empty();
    Optional<ProvingSystem> system = Optional.empty();
    for (String part : list.split(",", -1)) {
      String who = part.strip();
      Matcher number = CONNECTION.matcher(who);
      Optional<ProvingSystem> named =
          Arrays.stream(ProvingSystem.values())
              .filter(one -> one.wireName().equals(who))
              .findFirst();
      if (who.isEmpty()) {
        throw new IllegalArgumentException("nobody is named after \"@\" or a comma.");
      } else if (number.matches()) {
        connection = Optional.of(Integer.valueOf(number.group(1)));
      } else if (named.isPresent()) {
        system = named;
      } else if (USER.matcher(who).matches()) {
        users.add(who);
      } else {
        throw new IllegalArgumentException(
            "nobody is named \""
                + who
                + "\"; write a user's name (A), the beginning of an address (0x4bbb), a connection"
                + " (c2) or a proving system ("
                + ProvingSystem.GNARK_GROTH16_BN254.wireName()
                + ").");
      }
    }
    return new FaultScope(users, connection, system, 0, 100, 0);
  }

  /** The line that {@link #parse} reads. */
  public String text() {
    return point.words() + "=" + scope.prefix() + action.text() + scope.suffix();
  }

  /** Whether it is a fixed delay of users' verifications and nothing else. */
  public boolean isVerifyDelay() {
    return point == FaultPoint.VERIFY
        && action instanceof FaultAction.Delay(Duration delay, Duration jitter)
        && jitter.isZero()
        && scope.onlyUsers();
  }
}
