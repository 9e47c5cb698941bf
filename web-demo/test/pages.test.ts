/** What the pages work out without a browser. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConnectionStatus } from "../src/client/index.ts";
import { endOf, userOf } from "../src/page/common/account.ts";
import { addressOf, freshName, isDocumentId, kindOf, titleOf } from "../src/page/common/address.ts";
import { isTextKey } from "../src/page/common/keys.ts";
import { openingWords } from "../src/page/common/status.ts";
import { typingWords } from "../src/page/common/typing.ts";
import { ago } from "../src/page/start/documents.ts";

test("a fresh name is a document's name, shown by its words", () => {
  const name = freshName();
  assert.ok(isDocumentId(name));
  assert.match(titleOf(name), /^[A-Z][a-z]+ [a-z]+$/);
  assert.notEqual(freshName(), name);
  assert.equal(titleOf("minutes"), "minutes");
});

test("names that no document can have are told apart", () => {
  for (const name of ["", "two words", "a/b", "a".repeat(129), "ä"]) assert.ok(!isDocumentId(name), name);
  for (const name of ["a", "A.b_c~d-e", "a".repeat(128)]) assert.ok(isDocumentId(name), name);
});

test("each type of document has its page", () => {
  assert.deepEqual(["text", "text-unicode", "rich-text", "json0", ""].map(kindOf), ["edit", "edit", "rich", "board", "edit"]);
  assert.match(addressOf("past", "minutes"), /\/past\/\?doc=minutes$/);
});

test("that the server cannot be reached is said until an attempt succeeds, not only between attempts", () => {
  const waiting = (failures: number): ConnectionStatus => ({ name: "waiting", retryAtMs: 1_000, failures });
  const outage: ConnectionStatus[] = [waiting(1), { name: "connecting", failures: 1 }, waiting(2), { name: "connecting", failures: 2 }];
  for (const status of outage) assert.match(openingWords(status, false), /^The server cannot be reached/);
  for (const status of [{ name: "connecting", failures: 0 }, { name: "open" }] as const) assert.equal(openingWords(status, false), "Opening the document…");
  for (const status of outage) assert.match(openingWords(status, true), /sign in/);
});

test("it is said who types", () => {
  assert.equal(typingWords([]), "");
  assert.equal(typingWords(["Ada"]), "Ada is typing…");
  assert.equal(typingWords(["Ada", "Grace"]), "Ada and Grace are typing…");
  assert.equal(typingWords(["Ada", "Grace", "Edsger"]), "3 people are typing…");
});

test("it is said how long ago something was, in the largest unit that fits", () => {
  const now = 1_700_000_000_000;
  const said = [0, 59, 60, 3_599, 3_600, 86_400, 2 * 86_400, 400 * 86_400].map((seconds) => ago(now - seconds * 1000, now));
  assert.deepEqual(said, ["just now", "just now", "1 minute ago", "59 minutes ago", "1 hour ago", "yesterday", "2 days ago", "last year"]);
  assert.equal(ago(now + 5000, now), "just now");
});

test("a key that would write is told from one that does something else", () => {
  const pressed = (key: string, more: Partial<KeyboardEvent> = {}): boolean => isTextKey({ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more } as KeyboardEvent);
  for (const key of ["a", "ß", "🖊", " ", "Enter", "Backspace", "Delete"]) assert.ok(pressed(key), key);
  for (const key of ["ArrowLeft", "Tab", "Escape", "F1", "Shift", "Control"]) assert.ok(!pressed(key), key);
  for (const held of ["ctrlKey", "metaKey", "altKey", "isComposing"]) assert.ok(!pressed("c", { [held]: true }), held);
});

test("when a token ends is read from it, if it says so", () => {
  const token = (claims: unknown): string => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
  assert.equal(endOf(token({ sub: "ada", exp: 1_700_000_000 })), 1_700_000_000_000);
  for (const wrong of ["", "nonsense", token({}), token({ exp: "soon" }), token(null), token(7)]) assert.equal(endOf(wrong), undefined);
});

test("the user is read from a token, whatever letters the name has; what is no token names nobody", () => {
  const token = (claims: unknown): string => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
  assert.equal(userOf(token({ sub: "ada" })), "ada");
  assert.equal(userOf(token({ sub: "Ädä ~ 山" })), "Ädä ~ 山");
  for (const wrong of ["", "nonsense", "a.b.c", token({}), token({ sub: 7 }), token(null)]) assert.equal(userOf(wrong), undefined);
});
