package io.batcherconsole.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.event.Actor;
import io.batcherconsole.engine.event.UserTag;
import io.batcherconsole.engine.protocol.ProvingSystem;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRuleTest {
  @Test
  void aLineSaysEverything() {
    assertThat(FaultRule.parse("verify=30%3*#2 delay(5s~500ms)@0x4bbb,A,c2,SP1"))
        .isEqualTo(
            new FaultRule(
                FaultPoint.VERIFY,
                new FaultAction.Delay(Duration.ofSeconds(5), Duration.ofMillis(500)),
                new FaultScope(
                    Set.of("0x4bbb", "A"),
                    Optional.of(2),
                    Optional.of(ProvingSystem.SP1),
                    2,
                    30,
                    3)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify=delay(5s)",
        "verify=30%3*delay(5s)@0x4bbb",
        "balance=delay(2s~500ms)@A",
        "before-batch-lock=#2 pause",
        "create-new-task=1*error",
        "reply=drop@B,c2",
        "chain=0.5%error",
        "verify=delay(1min)@A,B,SP1"
      })
  void textAndRuleAreTheSame(String text) {
    assertThat(FaultRule.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(FaultPoint.class)
  void everyPointCanBeNamedAndDoesWhatItSaysItCan(FaultPoint point) {
    for (FaultAction action :
        new FaultAction[] {
          new FaultAction.Fail(), new FaultAction.Drop(), new FaultAction.Pause()
        }) {
      String text = point.words() + "=" + action.text();
      if (point.kinds().contains(action.kind())) {
        assertThat(FaultRule.parse(text).text()).isEqualTo(text);
      } else {
        assertThatThrownBy(() -> FaultRule.parse(text)).hasMessageContaining("cannot be done at");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          verify                 | POINT=ACTION
          verifying=delay(5s)    | There is no fault point "verifying"; there is before-user-lock
          verify=delay           | a delay needs its time
          verify=delay(5)        | write it as 300ms, 5s or 2min
          verify=delay(2min)     | A delay lies between 0 s and 60 s; 120.0 s does not
          verify=delay(55s~6s)   | 55.0 s ± 6.0 s does not
          verify=sleep(5s)       | there is no action "sleep"
          verify=error(now)      | only a delay takes something in parentheses
          verify=drop            | "drop" cannot be done at verify
          verify=0*delay(5s)     | counts from 1 on
          verify=0%delay(5s)     | more than 0 and at most 100
          verify=101%delay(5s)   | more than 0 and at most 100
          verify=delay(5s)@      | POINT=ACTION
          verify=delay(5s)@A,,B  | nobody is named
          verify=delay(5s)@a     | nobody is named "a"; write a user's name (A)
          verify=delay(5s)@SP9   | nobody is named "SP9"
          verify=delay(5s)@0xzz  | nobody is named "0xzz"
          create-new-task=sleep  | there is no action "sleep"
          in-batch-lock=drop     | "drop" cannot be done at in-batch-lock; there is delay(5s), pause.
          """)
  void whatIsNoRuleIsToldHow(String text, String why) {
    assertThatThrownBy(() -> FaultRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aScopeMeansWhoItNames() {
    FaultSubject proof =
        FaultSubject.of(
            new Actor.Proof(
                1,
                new UserTag("A", "0x4bbbf85ce3377467afe5d46f804f221813b2bb87"),
                BigInteger.ONE,
                2),
            ProvingSystem.SP1);

    assertThat(scope("@A").means(proof)).isTrue();
    assertThat(scope("@0x4BBB").means(proof)).isTrue();
    assertThat(scope("@c2,SP1").means(proof)).isTrue();
    assertThat(scope("@A,B,c2,SP1").means(proof)).isTrue();
    assertThat(scope("@B").means(proof)).isFalse();
    assertThat(scope("@0x4bbc").means(proof)).isFalse();
    assertThat(scope("@A,c1").means(proof)).isFalse();
    assertThat(scope("@Risc0").means(proof)).isFalse();
    assertThat(scope("@A").means(FaultSubject.of("block 7"))).isFalse();
  }

  private static FaultScope scope(String who) {
    return FaultRule.parse("verify=delay(1s)" + who).scope();
  }
}
