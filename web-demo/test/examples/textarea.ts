import { StetClient } from "stet-client";
import { bindTextarea } from "stet-client/textarea";

const client = new StetClient("ws://localhost:8080/ws");
const notes = client.document("notes");
notes.announce({ name: "Ada", color: "#b4436c" });
bindTextarea(document.querySelector("textarea")!, notes);
