package io.batcherconsole.engine.protocol;

import io.batcherconsole.engine.protocol.ServerMessage.GetLastMaxFeeResponse;
import io.batcherconsole.engine.protocol.ServerMessage.GetNonceResponse;
import io.batcherconsole.engine.protocol.ServerMessage.SubmitProofResponse;
import java.util.List;

/**
 * The field's messages and files as CBOR (batcher.md §1.2, §1.3, §3.5): written to the byte as its
 * clients write them, read with its leniency and its refusals. Bytes after the item are ignored.
 *
 * <p>Reading is bounded by the input: memory and time are linear in its size, whatever it claims.
 * Thread-safe.
 */
public final class CborCodec {
  /** Largest message on the socket, bytes (batcher.md §1.1). */
  public static final int MAX_MESSAGE = 64 << 20;

  /** What a message without a proof takes at most, bytes; a first guess for a buffer. */
  private static final int SMALL = 1024;

  /** A message to the batcher. */
  public byte[] encode(ClientMessage message) {
    long size =
        message instanceof ClientMessage.SubmitProof submission
            ? submission.data().data().sizeBound() + SMALL
            : SMALL;
    return new MessageWriter(size).client(message).toByteArray();
  }

  /** A message from the batcher. */
  public byte[] encode(ServerMessage message) {
    return new MessageWriter(SMALL).server(message).toByteArray();
  }

  /** The batch file that operators download. */
  public byte[] encodeBatch(List<VerificationData> proofs) {
    long size = proofs.stream().mapToLong(VerificationData::sizeBound).sum();
    return new MessageWriter(size + SMALL).batch(proofs).toByteArray();
  }

  /** The file that a user keeps. */
  public byte[] encode(AlignedVerificationData aligned) {
    return new MessageWriter(2 * SMALL).aligned(aligned).toByteArray();
  }

  /** What a client sent. */
  public ClientMessage decodeClient(byte[] message) throws DecodeException {
    return new ClientMessageReader(message).client();
  }

  /** A reply on a submission. Replies are untagged: the caller knows what was asked. */
  public SubmitProofResponse decodeSubmitProofResponse(byte[] message) throws DecodeException {
    return new ReplyReader(message).submitProofResponse();
  }

  /** A reply on a nonce query. */
  public GetNonceResponse decodeGetNonceResponse(byte[] message) throws DecodeException {
    return new ReplyReader(message).getNonceResponse();
  }

  /** A reply on a max fee query. */
  public GetLastMaxFeeResponse decodeGetLastMaxFeeResponse(byte[] message) throws DecodeException {
    return new ReplyReader(message).getLastMaxFeeResponse();
  }

  /** A batch file. */
  public List<VerificationData> decodeBatch(byte[] file) throws DecodeException {
    return new ClientMessageReader(file).batch();
  }

  /** The file that a user keeps. */
  public AlignedVerificationData decodeAlignedVerificationData(byte[] file) throws DecodeException {
    return new ReplyReader(file).aligned();
  }
}
