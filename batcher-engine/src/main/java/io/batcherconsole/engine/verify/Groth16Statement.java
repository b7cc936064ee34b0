package io.batcherconsole.engine.verify;

import java.math.BigInteger;
import java.util.List;

/** A Groth16 proof with the public inputs that it is for. */
record Groth16Statement(Groth16Proof proof, List<BigInteger> inputs) {}
