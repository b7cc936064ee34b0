/** The top of the window: is it healthy, and the ten figures that say how much is going on. */
@NullMarked
package io.batcherconsole.app.vitals;

import org.jspecify.annotations.NullMarked;
