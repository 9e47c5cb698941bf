import ot from "ot-json0";
import { StetClient } from "stet-client";
import { live } from "stet-client/json";
import { json0 } from "stet-client/ottypes";

const client = new StetClient("ws://localhost:8080/ws");
const board = live(client.document("board", { type: json0(ot.type) }));
board.watch(["votes"], (votes) => console.log("votes", votes));
document.querySelector("button")!.addEventListener("click", () => board.increment(["votes"], 1));
