package io.batcherconsole.engine.storage;

import io.batcherconsole.engine.protocol.Hash;
import java.net.URI;

/** Keeps batch files where operators can download them. Safe from any thread. */
public interface BatchStore extends AutoCloseable {
  /**
   * Stores a batch file once, without retries; storing the same batch again is no error. When it
   * returns, the file can be downloaded whole.
   *
   * @param root Merkle root of the batch; names the file
   * @param file the CBOR of the batch
   * @return the batch's pointer: where it can be downloaded
   * @throws StoreException when it is not stored; its message is a sentence for a person
   */
  URI put(Hash root, byte[] file) throws StoreException, InterruptedException;

  /** Frees connections; no file is stored afterwards. */
  @Override
  default void close() {}

  /**
   * Name of a batch's file: 64 hex digits and .json; the ending is historical (batcher.md §3.5).
   */
  static String fileName(Hash root) {
    return root.bytes().toHex() + ".json";
  }

  /** The pointer to a file: the download endpoint, a slash and the name (batcher.md §3.5). */
  static URI pointer(URI downloadEndpoint, String fileName) {
    return URI.create(downloadEndpoint.toString().replaceFirst("/+$", "") + "/" + fileName);
  }
}
