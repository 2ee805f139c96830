package dev.replicate4j;

import java.util.Map;

/** An input whose values were checked when they were set. */
interface InputMap {

    /** {@return the values by wire name} */
    Map<String, Object> values();
}
