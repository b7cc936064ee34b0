package io.batcherconsole.app;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * JavaFX 26's Headless platform has a screen of 1000×1000 pixels, hard-coded, and fails on windows
 * beyond it. This gives it another one, by reflection: there is no other way.
 */
final class HeadlessScreen {
  private HeadlessScreen() {}

  static void resize(int width, int height) throws Exception {
    if (!"Headless".equals(System.getProperty("glass.platform"))) {
      return;
    }
    FxToolkit.registerPrimaryStage();
    WaitForAsyncUtils.asyncFx(
            () -> {
              Object application = com.sun.glass.ui.Application.GetApplication();
              Constructor<?> constructor =
                  com.sun.glass.ui.Screen.class.getDeclaredConstructors()[0];
              constructor.setAccessible(true);
              Object screen =
                  constructor.newInstance(
                      0L, 32, 0, 0, width, height, 0, 0, width, height, 0, 0, width, height, 100,
                      100, 1f, 1f, 1f, 1f);
              field(application, "screens")
                  .set(
                      application,
                      new com.sun.glass.ui.Screen[] {(com.sun.glass.ui.Screen) screen});
              field(application, "frameBuffer")
                  .set(application, ByteBuffer.allocate(4 * (1000 * (height + 1) + width)));
              com.sun.glass.ui.Screen.notifySettingsChanged();
              return null;
            })
        .get();
  }

  private static Field field(Object owner, String name) throws NoSuchFieldException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
