package io.batcherconsole.engine.event;

/**
 * How a user is named to people.
 *
 * @param name a short name, unique within an engine: "A", "B", … in order of first contact unless
 *     the wallets are known
 * @param address the full address, 0x and 40 hex digits whose case is its checksum (EIP-55); never
 *     a key
 */
public record UserTag(String name, String address) {
  /** The address as "14dC…9955": four digits, an ellipsis, four digits. */
  public String shortAddress() {
    return address.substring(2, 6) + "…" + address.substring(38);
  }
}
