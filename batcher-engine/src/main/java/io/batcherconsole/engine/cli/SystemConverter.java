package io.batcherconsole.engine.cli;

import io.batcherconsole.engine.protocol.ProvingSystem;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a proving system's wire name. */
final class SystemConverter implements ITypeConverter<ProvingSystem> {
  @Override
  public ProvingSystem convert(String name) {
    return ProvingSystem.byWireName(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no proving system "
                        + name
                        + "; there is "
                        + Arrays.stream(ProvingSystem.values())
                            .map(ProvingSystem::wireName)
                            .collect(Collectors.joining(", "))));
  }
}
