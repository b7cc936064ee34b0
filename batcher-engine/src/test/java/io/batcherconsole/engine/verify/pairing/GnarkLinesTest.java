package io.batcherconsole.engine.verify.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import io.batcherconsole.engine.verify.SampleProofs;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GnarkLinesTest {
  /** The sample keys' lines, from the points that stand before them. */
  @ParameterizedTest
  @CsvSource({"BN254, gnark_plonk_bn254", "BLS12-381, gnark_plonk_bls12_381"})
  void areThoseOfTheSampleKeys(String curve, String folder) throws MalformedException {
    PairingEngine engine = curve.equals("BN254") ? new Bn254() : new Bls12381();
    byte[] key = SampleProofs.read(folder + "/plonk.vk").view();
    int end = key.length - Integer.BYTES;
    int start = end - engine.gnarkLineBytes();
    int points = start - 2 * 2 * engine.fp.byteLength;
    PointReader in = new PointReader(engine, Arrays.copyOfRange(key, points, start));
    byte[] lines =
        new PointWriter(engine).gnarkLines(in.point2("G2"), in.point2("tau G2")).toByteArray();
    assertThat(lines).isEqualTo(Arrays.copyOfRange(key, start, end));
  }
}
