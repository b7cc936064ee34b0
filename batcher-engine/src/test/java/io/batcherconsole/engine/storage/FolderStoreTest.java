package io.batcherconsole.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batcherconsole.engine.protocol.Hash;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest {
  private static final Hash ROOT =
      Hash.of("0x6a37f449f217261e84de23765ee8398ec780512aec2a887c6b7fc6220dbb27fa");
  private static final String NAME =
      "6a37f449f217261e84de23765ee8398ec780512aec2a887c6b7fc6220dbb27fa.json";
  private static final URI ENDPOINT = URI.create("http://localhost:8080");

  @TempDir Path temp;

  @Test
  void storesUnderTheRootAndReturnsThePointer() throws Exception {
    Path folder = temp.resolve("made/when/needed");
    URI pointer = new FolderStore(folder, ENDPOINT).put(ROOT, new byte[] {1, 2, 3});
    assertThat(pointer).hasToString("http://localhost:8080/" + NAME);
    assertThat(folder.resolve(NAME)).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(files(folder)).containsExactly(NAME);
  }

  @Test
  void anEndpointMayHaveAPathAndASlash() throws Exception {
    URI pointer =
        new FolderStore(temp, URI.create("https://b.example/dir/")).put(ROOT, new byte[1]);
    assertThat(pointer).hasToString("https://b.example/dir/" + NAME);
  }

  @Test
  void storingABatchAgainIsFine() throws Exception {
    FolderStore store = new FolderStore(temp, ENDPOINT);
    URI first = store.put(ROOT, new byte[] {1, 2, 3});
    assertThat(store.put(ROOT, new byte[] {1, 2, 3})).isEqualTo(first);
    assertThat(files(temp)).containsExactly(NAME);
  }

  @Test
  void aFolderThatIsAFileIsSaid() throws Exception {
    Path inTheWay = Files.writeString(temp.resolve("taken"), "");
    assertThatThrownBy(() -> new FolderStore(inTheWay, ENDPOINT).put(ROOT, new byte[148]))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("148 bytes")
        .hasMessageContaining("is in the way and is no folder");
  }

  @Test
  void whatCannotBeMovedIntoPlaceLeavesNothingBehind() throws Exception {
    Files.createDirectories(temp.resolve(NAME).resolve("full"));
    assertThatThrownBy(() -> new FolderStore(temp, ENDPOINT).put(ROOT, new byte[3]))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("was not stored in " + temp)
        .hasMessageContaining("bytes are free there");
    assertThat(files(temp)).containsExactly(NAME);
  }

  @Test
  void anInterruptGivesUp() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new FolderStore(temp, ENDPOINT).put(ROOT, new byte[3]))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).as("the flag is cleared when it is thrown").isFalse();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
