package io.batcherconsole.engine.fault;

import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.protocol.ProvingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is meant by a rule. What is not known where a fault point is, as the connection on whose
 * behalf the chain is asked, is not meant by a rule that names it.
 *
 * @param users names ("A") or beginnings of addresses ("0x4bbb"); empty means everyone
 * @param connection the user's connection of that number ("c2"); empty means any
 * @param system proofs of that system; empty means any
 * @param nth only the nth one that passes and is otherwise meant, counted from 1; 0 means each
 * @param percent how many of a hundred are hit by chance; 100 means each
 * @param most the rule acts so often and then never again; 0 means without end
 */
public record FaultScope(
    Set<String> users,
    Optional<Integer> connection,
    Optional<ProvingSystem> system,
    long nth,
    double percent,
    long most) {
  /** Everyone, always. */
  public static final FaultScope ALL = ofUsers(Set.of());

  public FaultScope {
    users = Set.copyOf(users);
    if (nth < 0 || most < 0) {
      throw new IllegalArgumentException("A rule counts its hits from 1 on.");
    }
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "A rule hits more than 0 and at most 100 of a hundred, not " + percent + "%.");
    }
  }

  /** Everyone of those users, always; all users when there is none. */
  public static FaultScope ofUsers(Set<String> users) {
    return new FaultScope(users, Optional.empty(), Optional.empty(), 0, 100, 0);
  }

  /** Whether it means these users and nothing narrower. */
  boolean onlyUsers() {
    return equals(ofUsers(users));
  }

  /** Whether {@code subject} is meant, chance and counts apart. */
  boolean means(FaultSubject subject) {
    return (users.isEmpty() || (subject.user() != null && meansUser(subject.user())))
        && connection.map(number -> number == subject.connection()).orElse(true)
        && system.map(one -> one == subject.system()).orElse(true);
  }

  private boolean meansUser(UserTag user) {
    String address = user.address().toLowerCase(Locale.ROOT);
    return users.stream()
        .anyMatch(
            named ->
                named.equals(user.name())
                    || (named.startsWith("0x")
                        && address.startsWith(named.toLowerCase(Locale.ROOT))));
  }

  /** What stands in front of the action: "30%3*", "#2". */
  String prefix() {
    return (percent < 100 ? number(percent) + "%" : "")
        + (most > 0 ? most + "*" : "")
        + (nth > 0 ? "#" + nth + " " : "");
  }

  /** What stands behind the action: "@A,c2,SP1"; empty for everyone. */
  String suffix() {
    List<String> parts = new ArrayList<>(new TreeSet<>(users));
    connection.ifPresent(number -> parts.add("c" + number));
    system.ifPresent(one -> parts.add(one.wireName()));
    return parts.isEmpty() ? "" : "@" + String.join(",", parts);
  }

  /** For a person: "user A · connection 2 · 30 % · at most 3 times". */
  public String words() {
    List<String> parts = new ArrayList<>();
    if (users.isEmpty()) {
      parts.add("all users");
    } else {
      parts.add((users.size() == 1 ? "user " : "users ") + String.join(", ", new TreeSet<>(users)));
    }
    connection.ifPresent(number -> parts.add("connection " + number));
    system.ifPresent(one -> parts.add(one.wireName()));
    if (nth > 0) {
      parts.add("only number " + nth);
    }
    if (percent < 100) {
      parts.add(number(percent) + " %");
    }
    if (most > 0) {
      parts.add("at most " + most + (most == 1 ? " time" : " times"));
    }
    return String.join(" · ", parts);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
