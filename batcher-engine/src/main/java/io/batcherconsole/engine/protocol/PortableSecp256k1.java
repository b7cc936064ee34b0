package io.batcherconsole.engine.protocol;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The curve by BouncyCastle, for machines without the native library. */
final class PortableSecp256k1 implements Secp256k1 {
  private final ECDomainParameters curve;

  PortableSecp256k1() {
    X9ECParameters named = CustomNamedCurves.getByName("secp256k1");
    curve = new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
  }

  @Override
  public Address address(Bytes key) {
    return address(publicKey(number(key)));
  }

  @Override
  public Signature sign(Hash digest, Bytes key) {
    BigInteger secret = number(key);
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, curve));
    BigInteger[] pair = signer.generateSignature(digest.bytes().view());
    BigInteger r = pair[0];
    BigInteger s = pair[1].min(curve.getN().subtract(pair[1]));
    ECPoint expected = publicKey(secret);
    for (int id = 0; id < 4; id++) {
      Optional<ECPoint> candidate = recover(digest, r, s, id);
      if (candidate.isPresent() && candidate.get().equals(expected)) {
        return new Signature(r, s, 27 + id);
      }
    }
    throw new IllegalStateException("a signature just made has no public key");
  }

  @Override
  public Optional<Address> recover(Hash digest, Signature signature) {
    return recover(digest, signature.r(), signature.s(), signature.recoveryId())
        .map(PortableSecp256k1::address);
  }

  /**
   * The public key r⁻¹(sR − eG), where R is the point that {@code id} picks for r (SEC 1 §4.1.6).
   */
  private Optional<ECPoint> recover(Hash digest, BigInteger r, BigInteger s, int id) {
    BigInteger n = curve.getN();
    if (!isScalar(r) || !isScalar(s)) {
      return Optional.empty();
    }
    BigInteger x = id < 2 ? r : r.add(n);
    if (x.compareTo(curve.getCurve().getField().getCharacteristic()) >= 0) {
      return Optional.empty();
    }
    ECPoint point;
    try {
      byte[] compressed = new byte[33];
      compressed[0] = (byte) (2 | (id & 1));
      System.arraycopy(Bytes.ofUnsigned(x, 32).view(), 0, compressed, 1, 32);
      point = curve.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException notOnTheCurve) {
      return Optional.empty();
    }
    BigInteger inverse = r.modInverse(n);
    BigInteger e = digest.bytes().toUnsigned();
    BigInteger u1 = e.negate().multiply(inverse).mod(n);
    BigInteger u2 = s.multiply(inverse).mod(n);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(curve.getG(), u1, point, u2).normalize();
    return key.isInfinity() ? Optional.empty() : Optional.of(key);
  }

  private BigInteger number(Bytes key) {
    BigInteger number = key.toUnsigned();
    if (key.size() != KEY_SIZE || !isScalar(number)) {
      throw noKey();
    }
    return number;
  }

  private boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(curve.getN()) < 0;
  }

  private ECPoint publicKey(BigInteger secret) {
    return new FixedPointCombMultiplier().multiply(curve.getG(), secret).normalize();
  }

  private static Address address(ECPoint key) {
    return Secp256k1.addressOf(key.getEncoded(false));
  }

  /** Says nothing about the key itself. */
  static IllegalArgumentException noKey() {
    return new IllegalArgumentException(
        "not a private key: it must be 32 bytes, not zero, and below the curve's order");
  }
}
