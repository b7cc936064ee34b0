package io.batcherconsole.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.fault.FaultRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSuggestionsTest {
  private static final List<String> USERS = List.of("A", "AB", "B");

  @Test
  void whatBeginsSoComesBeforeWhatContainsIt() {
    assertThat(RuleSuggestions.of("ver", USERS))
        .startsWith("verify=delay(5s)", "verify=error", "verify=pause")
        .contains("disabled-verifiers=error");
    assertThat(RuleSuggestions.of("reply=", USERS))
        .containsExactly("reply=delay(5s)", "reply=drop", "reply=pause");
  }

  @Test
  void afterTheAtSignUsersAreOffered() {
    assertThat(RuleSuggestions.of("verify=pause@", USERS))
        .containsExactly("verify=pause@A", "verify=pause@AB", "verify=pause@B");
    assertThat(RuleSuggestions.of("verify=pause@B,A", USERS)).containsExactly("verify=pause@B,AB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "batch", "e", "chain="})
  void whatIsOfferedIsARule(String typed) {
    assertThat(RuleSuggestions.of(typed, USERS)).isNotEmpty().allSatisfy(FaultRule::parse);
  }

  @Test
  void aWholeRuleIsNotOfferedAgain() {
    assertThat(RuleSuggestions.of("verify=pause", USERS)).doesNotContain("verify=pause");
    assertThat(RuleSuggestions.of("nonsense", USERS)).isEmpty();
  }
}
