package dev.stet.server.session;

/** Names a frame that every reader at the same place is sent: made once, shared by all. */
record FrameKey(String subprotocol, long fromRevision, long toRevision, long fromPresence, long toPresence) {}
