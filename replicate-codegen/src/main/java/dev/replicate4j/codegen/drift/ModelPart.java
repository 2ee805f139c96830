package dev.replicate4j.codegen.drift;

/** The part of a model that a change is about. */
public sealed interface ModelPart {

    /**
     * Something the model takes.
     *
     * @param component the schema's word for what it is an input of: {@code Input} or {@code TrainingInput}
     * @param name its name on the wire
     */
    record InputPart(String component, String name) implements ModelPart {

        @Override
        public String toString() {
            return (component.equals("Input") ? "input " : "training input ") + name;
        }
    }

    /** What the model returns. */
    record OutputPart() implements ModelPart {

        @Override
        public String toString() {
            return "output";
        }
    }

    /** The model as a whole. */
    record WholeModel() implements ModelPart {

        @Override
        public String toString() {
            return "model";
        }
    }
}
