/**
 * Operational transformation for collaborative documents: document types with proven laws, and the two
 * protocol machines that keep many writers of one document in agreement. Needs nothing but {@code java.base}.
 */
module dev.stet.ot {
    exports dev.stet.ot;
    exports dev.stet.ot.history;
    exports dev.stet.ot.json;
    exports dev.stet.ot.richtext;
    exports dev.stet.ot.sync;
    exports dev.stet.ot.text;
}
