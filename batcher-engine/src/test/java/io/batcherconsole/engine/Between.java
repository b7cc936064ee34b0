package io.batcherconsole.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comes between a caller and what it calls. */
@FunctionalInterface
interface Between {
  /** Answers a call; what is thrown is thrown at the caller. */
  @Nullable Object pass(Call call) throws Throwable;

  /** A call on its way to what it was meant for. */
  record Call(Object target, Method method, List<Object> arguments) {
    @Nullable Object run() throws Throwable {
      try {
        return method.invoke(target, arguments.toArray());
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }

    boolean is(String name) {
      return method.getName().equals(name);
    }
  }

  /** The target with {@code between} in front of it. */
  static <T> T of(Class<T> type, T target, Between between) {
    InvocationHandler handler =
        (self, method, arguments) ->
            between.pass(
                new Call(target, method, arguments == null ? List.of() : List.of(arguments)));
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
