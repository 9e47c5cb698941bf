import { EditorView } from "@codemirror/view";
import { StetClient } from "stet-client";
import { stet } from "stet-client/codemirror";

const client = new StetClient("ws://localhost:8080/ws");
const minutes = client.document("minutes");
minutes.announce({ name: "Ada", color: "#b4436c" });
minutes.on("status", (status) => console.log(status.name, "unacknowledged" in status ? status.unacknowledged : 0));
new EditorView({ parent: document.body, extensions: [stet(minutes)] });
