import Quill, { Delta } from "quill";
import { StetClient } from "stet-client";
import { richText } from "stet-client/ottypes";
import { bindQuill } from "stet-client/quill";

const client = new StetClient("ws://localhost:8080/ws");
const letter = client.document("letter", { type: richText(Delta) });
letter.announce({ name: "Ada", color: "#b4436c" });
bindQuill(new Quill("#editor", { theme: "snow" }), letter);
