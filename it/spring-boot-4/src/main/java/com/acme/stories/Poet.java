package com.acme.stories;

import dev.replicate4j.In;
import dev.replicate4j.ModelName;

/** The same model by an interface: Spring's ahead-of-time processing finds it in the application's packages. */
@ModelName("acme/storyteller")
public interface Poet {

    String call(@In("prompt") String prompt);
}
