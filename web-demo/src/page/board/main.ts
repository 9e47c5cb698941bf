/** The page of a JSON document that is a board: columns of cards, edited and moved by everybody at once. */
import ot from "ot-json0";
import { live } from "../../json/index.ts";
import { json0, type Json, type Json0Operation } from "../../ottypes/index.ts";
import { hideBanner, showBanner } from "../common/banner.ts";
import { byId } from "../common/elements.ts";
import { isTextKey } from "../common/keys.ts";
import { attempt } from "../common/server.ts";
import { enter } from "../common/shell.ts";
import { offerUndo } from "../common/undo.ts";
import { Actions } from "./actions.ts";
import { offerDragging } from "./drag.ts";
import { boardOf, cardsIn } from "./model.ts";
import { makeBoard, makeBoardOf } from "./prepare.ts";
import { BoardView } from "./view.ts";

let view: BoardView | undefined;

const shell = await enter<Json, Json0Operation>({
  kind: "board",
  type: json0(ot.type),
  prepare: makeBoard,
  textOf,
  textWritten: (operation) => operation.flatMap(({ o = [], oi, li }) => [...o.map((edit) => ("i" in edit ? edit.i : "")), ...[oi, li].filter((each) => each !== undefined).map((each) => JSON.stringify(each))]).join("\n"),
  reveal: ({ path = [] }) => view?.reveal(path),
  fileOf: (document_) => ({ suffix: "json", mediaType: "application/json", content: JSON.stringify(document_, null, 2) }),
});

if (shell !== undefined) {
  const { stet, typed, refused } = shell;
  const actions = new Actions(live(stet), stet);
  const board = new BoardView(actions);
  view = board;
  actions.live.watch([], () => board.changed());
  stet.on("participants", () => board.changed());
  stet.on("status", () => board.changed());
  byId("board").addEventListener("input", typed);
  byId("board").addEventListener("keydown", (event) => {
    if (!stet.isEditable && isTextKey(event)) refused();
  });
  byId("board").addEventListener("focusout", ({ relatedTarget }) => relatedTarget === null && actions.live.unpoint());
  byId("add-column").addEventListener("click", () => board.goToColumn(actions.addColumn()));
  byId("make-board").addEventListener("click", () => {
    if (stet.isEditable && stet.snapshot === null) attempt(makeBoardOf(stet), (words) => showBanner(words, [{ label: "Dismiss", run: () => hideBanner("make-board") }], "make-board"));
  });
  offerDragging(byId("board"), actions);
  offerUndo(stet);
  board.changed();
}

/** The cards, column by column; of what is no board, the JSON. */
function textOf(document_: Json): string {
  const board = boardOf(document_);
  if (board === undefined) return JSON.stringify(document_);
  return board.columns.flatMap(({ id }) => cardsIn(board, id).map(({ text }) => text)).join("\n");
}
