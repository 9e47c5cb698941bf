package dev.stet.cli.load;

/** Is told how a run goes. Called by one thread at a time. */
public interface Observer {

    /** Something else begins: said in a few words. */
    void phase(String what);

    /** A second has passed. */
    void second(Sample sample);
}
